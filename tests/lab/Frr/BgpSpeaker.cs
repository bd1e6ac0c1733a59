using System.Text.Json;

namespace FrrK8s.Lab.Frr;

/// <summary>Reads the sessions and tables of a bgpd in one unicast family.</summary>
public sealed class BgpSpeaker
{
    private readonly FrrInstance _frr;
    private readonly string _family;

    internal BgpSpeaker(FrrInstance frr, string family)
    {
        _frr = frr;
        _family = family;
    }

    /// <summary>All neighbors, ordered by address; none while the instance is not configured.</summary>
    public async Task<IReadOnlyList<BgpSession>> SessionsAsync(CancellationToken cancellationToken)
    {
        var summary = await AskAsync("summary json", cancellationToken);
        return summary.TryGetProperty("peers", out var peers)
            ? [.. peers.EnumerateObject().Select(ReadSession).OrderBy(session => session.Neighbor, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The prefixes that this speaker took from a neighbor, its filters applied.</summary>
    public Task<IReadOnlyList<string>> LearnedFromAsync(string neighbor, CancellationToken cancellationToken) =>
        PrefixesAsync($"neighbors {neighbor} routes json", "routes", cancellationToken);

    /// <summary>The prefixes that this speaker tells a neighbor, its filters applied.</summary>
    public Task<IReadOnlyList<string>> ToldToAsync(string neighbor, CancellationToken cancellationToken) =>
        PrefixesAsync($"neighbors {neighbor} advertised-routes json", "advertisedRoutes", cancellationToken);

    private async Task<IReadOnlyList<string>> PrefixesAsync(string question, string table, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(question, cancellationToken);
        return answer.TryGetProperty(table, out var routes)
            ? [.. routes.EnumerateObject().Select(route => route.Name).Order(StringComparer.Ordinal)]
            : [];
    }

    private async Task<JsonElement> AskAsync(string question, CancellationToken cancellationToken)
    {
        var reply = await _frr.AskAsync("bgpd", $"show bgp {_family} unicast {question}", cancellationToken);

        // What is not configured is answered in words, not in JSON.
        return reply.Text.AsSpan().TrimStart() is ['{', ..] ? JsonElement.Parse(reply.Text) : JsonElement.Parse("{}");
    }

    private static BgpSession ReadSession(JsonProperty peer) => new(
        peer.Name,
        peer.Value.GetProperty("remoteAs").GetUInt32(),
        peer.Value.GetProperty("state").GetString() ?? "",
        peer.Value.GetProperty("peerUptime").GetString() ?? "",
        peer.Value.GetProperty("connectionsEstablished").GetInt32());
}
