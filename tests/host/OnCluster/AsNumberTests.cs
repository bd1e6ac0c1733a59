using FrrK8s.Host.Kubernetes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Who the node says to be, and whom it takes for a neighbor, by AS numbers.</summary>
public sealed class AsNumberTests(ClusterStage stage) : ClusterTests(stage)
{
    private const string Prefix = "10.1.0.0/24";
    private const string Everything = $"dualStackAddressFamily: true, {AdvertiseAll}";

    [LabTheory]
    [InlineData(OwnLink.Node, OwnLink.Neighbor)]
    [InlineData(OwnLink.Node6, OwnLink.Neighbor6)]
    public async Task The_neighbor_sees_the_local_AS_and_not_the_one_of_the_router(string node, string neighbor)
    {
        var edge = await OwnLink.JoinAsync(Lab, Lab.Lab.Edge);
        await edge.AwaitAsync(node, asn: 64520);
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [{Prefix}], neighbors: [{edge.At(neighbor, $"localASN: 64520, {Everything}")}]"));
        await edge.UntilToldAsync(node, Prefix);
        Assert.Equal("64520", await PathAsync(edge));
        Assert.Equal(64520, (await edge.SessionAsync(node)).NumberOf("remoteAs"));
    }

    [LabFact]
    public async Task Without_a_local_AS_the_neighbor_sees_the_one_of_the_router()
    {
        var edge = await OwnLink.JoinAsync(Lab, Lab.Lab.Edge);
        await edge.AwaitAsync(OwnLink.Node);
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [{Prefix}], neighbors: [{edge.At(OwnLink.Neighbor, Everything)}]"));
        await edge.UntilToldAsync(OwnLink.Node, Prefix);
        Assert.Equal("64512", await PathAsync(edge));
    }

    [LabTheory]
    [InlineData(OwnLink.Node, OwnLink.Neighbor)]
    [InlineData(OwnLink.Node6, OwnLink.Neighbor6)]
    public async Task An_internal_neighbor_needs_no_number(string node, string neighbor)
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(node);
        await ApplyAsync("internal", neighbor);
        await tor.UntilToldAsync(node, Prefix);
    }

    [LabTheory]
    [InlineData(OwnLink.Node, OwnLink.Neighbor)]
    [InlineData(OwnLink.Node6, OwnLink.Neighbor6)]
    public async Task An_external_neighbor_needs_no_number(string node, string neighbor)
    {
        var edge = await OwnLink.JoinAsync(Lab, Lab.Lab.Edge);
        await edge.AwaitAsync(node);
        await ApplyAsync("external", neighbor);
        await edge.UntilToldAsync(node, Prefix);
        Assert.Equal("64512", await PathAsync(edge));
    }

    [LabFact]
    public async Task An_internal_neighbor_of_another_AS_is_turned_away()
    {
        var edge = await OwnLink.JoinAsync(Lab, Lab.Lab.Edge);
        await ApplyAsync("internal", OwnLink.Neighbor);
        await UntilTurnedAwayAsync(edge);
    }

    [LabFact]
    public async Task An_external_neighbor_of_the_own_AS_is_turned_away()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await ApplyAsync("external", OwnLink.Neighbor);
        await UntilTurnedAwayAsync(tor);
    }

    [LabFact]
    public async Task The_neighbor_sees_the_router_id()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node);
        await Lab.Objects.ApplyAsync(Object("a", $"id: 10.9.8.7, neighbors: [{tor.At(OwnLink.Neighbor, AdvertiseAll)}]"));
        Assert.Equal("10.9.8.7", (await tor.UntilUpAsync(OwnLink.Node)).TextOf("remoteRouterId"));
    }

    private static async Task<string> PathAsync(OwnLink link) => (await link.PathAsync(Prefix)).Child("aspath")?.TextOf("string") ?? "";

    // The router calls: of a call that it takes, FRR does not keep how it ended.
    private static async Task UntilTurnedAwayAsync(OwnLink link)
    {
        await link.TypeAsync([$"neighbor {OwnLink.Node} remote-as 64512", $"neighbor {OwnLink.Node} timers connect 1"], $"no neighbor {OwnLink.Node}");
        await link.UntilAsync(
            OwnLink.Node,
            "it is told that its AS is the wrong one",
            session => session.TextOf("lastNotificationReason") == "OPEN Message Error/Bad Peer AS" && !OwnLink.IsUp(session));
    }

    private Task ApplyAsync(string dynamicAsn, string neighbor) => Lab.Objects.ApplyAsync(Object(
        "a", $"prefixes: [{Prefix}], neighbors: [{{address: {neighbor}, dynamicASN: {dynamicAsn}, port: 180, connectTime: 1s, {Everything}}}]"));
}
