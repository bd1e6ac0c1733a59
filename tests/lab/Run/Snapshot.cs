using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.Lab.Run;

/// <summary>What both sides of every session say at one moment.</summary>
internal sealed record Snapshot(IReadOnlyList<SessionView> Sessions)
{
    /// <summary>Asks the node, the routers and their kernels.</summary>
    public static async Task<Snapshot> TakeAsync(Laboratory lab, CancellationToken cancellationToken)
    {
        var sessions = await lab.Node.Bgp.SessionsAsync(cancellationToken);
        var nodeKernel = await lab.NodePlace.BgpRoutesAsync(cancellationToken);
        var views = new List<SessionView>();
        foreach (var router in new[] { lab.Tor, lab.Edge })
        {
            var routerKernel = await router.Place.BgpRoutesAsync(cancellationToken);
            foreach (var link in LabLink.Of(router.Name))
            {
                var session = sessions.FirstOrDefault(peer => string.Equals(peer.Neighbor, link.Neighbor, StringComparison.Ordinal));
                views.Add(new SessionView(
                    link,
                    session,
                    await RoutesAsync(link, (lab.Node.Bgp, link.Neighbor), (router.Frr.Bgp, link.Node), routerKernel, cancellationToken),
                    await RoutesAsync(link, (router.Frr.Bgp, link.Node), (lab.Node.Bgp, link.Neighbor), nodeKernel, cancellationToken)));
            }
        }

        return new Snapshot(views);
    }

    private static async Task<IReadOnlyList<RouteView>> RoutesAsync(
        LabLink link,
        (BgpSpeaker Speaker, string Neighbor) from,
        (BgpSpeaker Speaker, string Neighbor) to,
        IReadOnlyList<KernelRoute> kernel,
        CancellationToken cancellationToken)
    {
        var sent = await from.Speaker.ToldToAsync(from.Neighbor, cancellationToken);
        var taken = await to.Speaker.LearnedFromAsync(to.Neighbor, cancellationToken);
        return
        [
            .. sent.Union(taken, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(prefix => new RouteView(
                prefix,
                link,
                sent.Contains(prefix, StringComparer.Ordinal),
                taken.Contains(prefix, StringComparer.Ordinal),
                kernel.Any(route => string.Equals(route.Prefix, prefix, StringComparison.Ordinal)
                    && route.Gateways.Contains(to.Neighbor, StringComparer.Ordinal)))),
        ];
    }
}
