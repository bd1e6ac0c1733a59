using FrrK8s.Host.Sessions;

namespace FrrK8s.HostTests.Sessions;

/// <summary>Answers of real FRR 8.4 and 10.3, without the names of the machines.</summary>
internal static class SessionSamples
{
    public static ReadOnlyMemory<byte> Bytes(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sessions", "samples", $"{name}.json"));

    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sessions", "samples", $"{name}.json"));

    public static IReadOnlyList<BgpNeighbor> Neighbors(string name) => BgpAnswer.Read(Bytes(name));

    public static IReadOnlyList<BfdPeer> BfdPeers() => BfdAnswer.WithCounters(BfdAnswer.Read(Bytes("bfd-8.4")), Bytes("bfd-counters-8.4"));

    /// <summary>Both lists as taken at one time.</summary>
    public static SessionSnapshot Snapshot(IReadOnlyList<BgpNeighbor> neighbors, IReadOnlyList<BfdPeer> peers, long at = 0) =>
        new(new Answered<BgpNeighbor>(neighbors, at, null), new Answered<BfdPeer>(peers, at, null));
}
