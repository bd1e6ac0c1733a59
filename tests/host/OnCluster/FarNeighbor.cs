using FrrK8s.Lab.Network;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Edge where the node reaches it through Tor only: Tor forwards, and its packets arrive with a lower TTL.</summary>
internal sealed class FarNeighbor
{
    public const string Address = "10.69.0.2";

    private const string TorAtEdge = "10.69.0.1";
    private const string Device = "far";

    private readonly ClusterLab _lab;

    private FarNeighbor(ClusterLab lab) => _lab = lab;

    /// <summary>Joins them until the test is over; Edge waits there for a call, also for one of BFD.</summary>
    public static async Task<FarNeighbor> BuildAsync(ClusterLab lab)
    {
        await OwnLink.JoinAsync(lab, lab.Lab.Tor);
        var (node, tor, edge) = (lab.Lab.NodePlace, lab.Lab.Tor.Place, lab.Lab.Edge);
        await NetworkNamespace.ConnectAsync((tor, Device), (edge.Place, Device), default);
        lab.TakeBack(() => tor.DeleteLinkAsync(Device, default));
        await tor.AddAddressesAsync(Device, [$"{TorAtEdge}/30"], default);
        await edge.Place.AddAddressesAsync(Device, [$"{Address}/30"], default);
        await Command.RunAsync("ip", ["-n", node.Name, "route", "add", Address, "via", OwnLink.Neighbor]);
        await Command.RunAsync("ip", ["-n", edge.Place.Name, "route", "add", OwnLink.Node, "via", TorAtEdge]);
        await lab.LetForwardAsync(lab.Lab.Tor);
        var open = $"router bgp {edge.AsNumber}";
        var peer = $"neighbor {OwnLink.Node}";
        await lab.TypeAsync(
            edge,
            [open, $"{peer} remote-as 64512", $"{peer} ebgp-multihop 3", $"{peer} passive", $"{peer} advertisement-interval 0", $"{peer} bfd"],
            [open, $"no {peer}"]);
        await lab.UntilAwaitedAsync(edge, OwnLink.Node);
        return new FarNeighbor(lab);
    }

    /// <summary>Edge in a list of neighbors.</summary>
    public string At(string more) => $"{{address: {Address}, asn: {_lab.Lab.Edge.AsNumber}, port: 180, connectTime: 1s, {more}}}";

    /// <summary>Waits until Edge has these prefixes from the node, and no others.</summary>
    public Task UntilToldAsync(params string[] prefixes) => _lab.UntilAsync(async token =>
    {
        var table = await _lab.Lab.Edge.Frr.Bgp.LearnedFromAsync(OwnLink.Node, token);
        return table.SequenceEqual(prefixes, StringComparer.Ordinal) ? null : $"Edge has [{string.Join(' ', table)}]";
    });
}
