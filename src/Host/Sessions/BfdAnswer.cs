using System.Text.Json;

namespace FrrK8s.Host.Sessions;

/// <summary>Reads the two lists of bfdd, which name each session by VRF, addresses, interface and hops.</summary>
internal static class BfdAnswer
{
    /// <summary>The question for the sessions of all VRFs.</summary>
    public const string Question = "show bfd peers json";

    /// <summary>The question for their counters.</summary>
    public const string CountersQuestion = "show bfd peers counters json";

    /// <summary>The sessions, in FRR's order, without counters.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static IReadOnlyList<BfdPeer> Read(ReadOnlyMemory<byte> answer) => Each(answer, Peer);

    /// <summary>The sessions with the counters that a second answer has for them; one that came between the two has none yet.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static IReadOnlyList<BfdPeer> WithCounters(IReadOnlyList<BfdPeer> peers, ReadOnlyMemory<byte> answer)
    {
        var counters = new Dictionary<(string, string, string), BfdCounters>();
        foreach (var (peer, counted) in Each(answer, said => (Peer(said), Counters(said))))
        {
            counters[(peer.Vrf, peer.Peer, peer.Where)] = counted;
        }

        return [.. peers.Select(peer => counters.TryGetValue((peer.Vrf, peer.Peer, peer.Where), out var counted) ? peer with { Counters = counted } : peer)];
    }

    private static List<T> Each<T>(ReadOnlyMemory<byte> answer, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(read)]
            : [];
    }

    private static BfdPeer Peer(JsonElement said) => new(
        FrrJson.Vrf(FrrJson.Text(said, "vrf")),
        FrrJson.Text(said, "peer"),
        $"{FrrJson.Text(said, "local")} {FrrJson.Text(said, "interface")} {said.TryGetProperty("multihop", out var hops) && hops.ValueKind == JsonValueKind.True}",
        FrrJson.Text(said, "status"));

    private static BfdCounters Counters(JsonElement said) => new()
    {
        ControlInput = FrrJson.Number(said, "control-packet-input"),
        ControlOutput = FrrJson.Number(said, "control-packet-output"),
        EchoInput = FrrJson.Number(said, "echo-packet-input"),
        EchoOutput = FrrJson.Number(said, "echo-packet-output"),
        TimesUp = FrrJson.Number(said, "session-up"),
        TimesDown = FrrJson.Number(said, "session-down"),
        ZebraNotifications = FrrJson.Number(said, "zebra-notifications"),
    };
}
