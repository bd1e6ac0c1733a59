namespace FrrK8s.Lab.Run;

/// <summary>What the samples, as they are shipped, must lead to on one session: these prefixes and no others.</summary>
internal sealed record Expectation(string Neighbor, string[] Told, string[] Learned)
{
    private static readonly string[] OfTor = ["192.169.1.0/24", "192.169.1.64/26", "198.51.100.0/24"];

    /// <summary>All sessions; `samples/README.md` says the same in words.</summary>
    public static readonly IReadOnlyList<Expectation> All =
    [
        new("172.30.0.3", ["192.168.1.0/24", "192.168.3.0/24"], OfTor),
        new("172.18.0.5", ["192.168.2.0/24", "192.169.2.0/24"], OfTor[..2]),
        new("172.18.0.6", [], OfTor),
        new("172.18.0.9", ["192.168.2.0/24"], []),
        new("172.18.0.11", ["192.168.5.0/24"], ["203.0.113.0/24"]),
        new("172.18.0.13", [], []),
    ];

    /// <summary>The first thing that is not as expected; null when everything is.</summary>
    public static string? FirstMissing(Snapshot snapshot) =>
        All.Select(expected => expected.Missing(snapshot)).FirstOrDefault(missing => missing is not null);

    private string? Missing(Snapshot snapshot)
    {
        var view = snapshot.Sessions.First(session => string.Equals(session.Link.Neighbor, Neighbor, StringComparison.Ordinal));
        if (!view.IsEstablished)
        {
            return $"the session with {Neighbor} is {view.Session?.State ?? "not configured"}, not Established";
        }

        return Difference($"{Neighbor} is to be told", Told, view.Told)
            ?? Difference($"the node is to learn from {Neighbor}", Learned, view.Learned);
    }

    private static string? Difference(string what, string[] expected, IReadOnlyList<RouteView> routes)
    {
        var taken = routes.Where(route => route.Taken).Select(route => route.Prefix).ToList();
        if (!taken.SequenceEqual(expected, StringComparer.Ordinal))
        {
            return $"{what} {Words(expected)}; so far {Words(taken)}";
        }

        var absent = routes.FirstOrDefault(route => route.Taken && !route.InKernel);
        return absent is null ? null : $"{what} {absent.Prefix}; it is not in the kernel";
    }

    private static string Words(IReadOnlyCollection<string> prefixes) =>
        prefixes.Count == 0 ? "nothing" : string.Join(", ", prefixes);
}
