using FrrK8s.Host.Kubernetes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Next hops other than the node itself, in tables and kernels of the neighbors.</summary>
public sealed class NextHopTests(ClusterStage stage) : ClusterTests(stage)
{
    private const string Prefix = "10.1.0.0/24";
    private const string Prefix6 = "2001:db8:1::/64";
    private const string Hop = "10.66.0.77";
    private const string Hop6 = "2001:db8:66::77";

    [LabFact]
    public async Task The_neighbor_sends_to_the_next_hop_and_to_the_node_again_when_there_is_none()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node);
        await AdvertiseAsync($"nextHop: {{ipv4: {Hop}}}, ");
        await UntilSentToAsync(tor, Prefix, Hop);
        await Lab.UntilAsync(async token => await Lab.Lab.Tor.Place.BgpRoutesAsync(token) is [{ Gateways: [Hop] }] ? null : "the kernel has another next hop");
        await AdvertiseAsync("");
        await UntilSentToAsync(tor, Prefix, OwnLink.Node);

        Task AdvertiseAsync(string hop) => Lab.Objects.ApplyAsync(Object(
            "a", $"prefixes: [{Prefix}], neighbors: [{tor.At(OwnLink.Neighbor, $"toAdvertise: {{{hop}allowed: {{mode: all}}}}")}]"));
    }

    [LabFact]
    public async Task A_neighbor_of_another_AS_sends_IPv6_to_the_next_hop()
    {
        var edge = await OwnLink.JoinAsync(Lab, Lab.Lab.Edge);
        await edge.AwaitAsync(OwnLink.Node6);
        await Lab.Objects.ApplyAsync(Object(
            "a", $"prefixes: ['{Prefix6}'], neighbors: [{edge.At(OwnLink.Neighbor6, $"toAdvertise: {{nextHop: {{ipv6: '{Hop6}'}}, allowed: {{mode: all}}}}")}]"));
        await UntilSentToAsync(edge, Prefix6, Hop6);
    }

    [LabFact]
    public async Task Next_hops_of_both_families_come_from_two_objects()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node);
        await ApplyAsync("a", $"ipv4: {Hop}");
        await ApplyAsync("b", $"ipv6: '{Hop6}'");
        await UntilSentToAsync(tor, Prefix, Hop);
        await UntilSentToAsync(tor, Prefix6, Hop6);

        Task ApplyAsync(string name, string hop) => Lab.Objects.ApplyAsync(Object(
            name,
            $"prefixes: [{Prefix}, '{Prefix6}'], neighbors: [{tor.At(OwnLink.Neighbor, $"dualStackAddressFamily: true, toAdvertise: {{nextHop: {{{hop}}}, allowed: {{mode: all}}}}")}]"));
    }

    private Task UntilSentToAsync(OwnLink link, string prefix, string expected) => Lab.UntilAsync(async _ =>
    {
        var hops = (await link.PathAsync(prefix)).Child("nexthops").Items().Where(hop => hop.TextOf("scope") != "link-local").Select(hop => hop.TextOf("ip")).ToList();
        return hops is [var only] && only == expected ? null : $"{prefix} goes to [{string.Join(' ', hops)}], not {expected}";
    });
}
