using FrrK8s.Lab;
using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.HostTests.Support;

/// <summary>
/// What a neighbor and the node have of each other, and nothing else: the prefixes that the neighbor is told, and those that the node
/// learns. It is read from the BGP table and the kernel of the side that has learned a route, never from configuration text.
/// </summary>
internal sealed record Exchange(string Neighbor, IReadOnlyList<string> Told, IReadOnlyList<string> Learned)
{
    private LabLink Link => LabLink.To(Neighbor);

    /// <summary>The same with more that the neighbor is told.</summary>
    public Exchange Telling(params IEnumerable<string> more) => this with { Told = [.. Told, .. more] };

    /// <summary>What of it is missing or too much; null when it is exactly so.</summary>
    public async Task<string?> MissingAsync(Laboratory lab, CancellationToken cancellationToken) =>
        await MissingToldAsync(lab, cancellationToken) ?? await MissingLearnedAsync(lab, cancellationToken);

    /// <summary>What of the neighbor's side is missing or too much.</summary>
    public Task<string?> MissingToldAsync(Laboratory lab, CancellationToken cancellationToken)
    {
        var router = lab.RouterOf(Link);
        return MissingAsync(lab, $"{Neighbor} is told", Told, (router.Frr, router.Place), Link.Node, cancellationToken);
    }

    /// <summary>What of the node's side is missing or too much.</summary>
    public Task<string?> MissingLearnedAsync(Laboratory lab, CancellationToken cancellationToken) =>
        MissingAsync(lab, $"the node learns from {Neighbor}", Learned, (lab.Node, lab.NodePlace), Neighbor, cancellationToken);

    private async Task<string?> MissingAsync(
        Laboratory lab,
        string what,
        IEnumerable<string> prefixes,
        (FrrInstance Frr, NetworkNamespace Place) side,
        string from,
        CancellationToken cancellationToken)
    {
        var sessions = await lab.Node.Bgp.SessionsAsync(cancellationToken);
        var session = sessions.FirstOrDefault(session => string.Equals(session.Neighbor, Neighbor, StringComparison.Ordinal));
        if (session is not { IsEstablished: true })
        {
            return $"the session with {Neighbor} is {session?.State ?? "not configured"}, not Established";
        }

        var expected = prefixes.Order(StringComparer.Ordinal).ToList();
        var table = await side.Frr.Bgp.LearnedFromAsync(from, cancellationToken);
        if (!table.SequenceEqual(expected, StringComparer.Ordinal))
        {
            return $"{what} [{string.Join(' ', expected)}] expected; BGP table [{string.Join(' ', table)}]";
        }

        var routes = await side.Place.BgpRoutesAsync(cancellationToken);
        var kernel = routes.Where(route => route.Gateways.Contains(from, StringComparer.Ordinal)).Select(route => route.Prefix).ToList();
        return kernel.SequenceEqual(expected, StringComparer.Ordinal)
            ? null
            : $"{what} [{string.Join(' ', expected)}] expected; kernel [{string.Join(' ', kernel)}]";
    }
}
