using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>BFD profiles: what bfdd of the neighbor is told, and what it does.</summary>
public sealed class BfdTests(ClusterStage stage) : ClusterTests(stage)
{
    private const string Prefix = "10.1.0.0/24";
    private static readonly string[] Told = ["receive-interval", "transmit-interval", "detect-multiplier", "echo-receive-interval"];
    private const string Watched = $"bfdProfile: watch, {AdvertiseAll}";

    [LabTheory]
    [InlineData(OwnLink.Node, OwnLink.Neighbor)]
    [InlineData(OwnLink.Node6, OwnLink.Neighbor6)]
    public async Task The_neighbor_is_told_the_intervals_of_a_profile_and_the_new_ones_without_losing_the_session(string node, string neighbor)
    {
        var tor = await AwaitAsync(node);
        await ApplyAsync(tor.At(neighbor, Watched), "receiveInterval: 179, transmitInterval: 155, detectMultiplier: 7, echoInterval: 62");
        await UntilToldAsync(node, "179 155 7 62");
        await ApplyAsync(tor.At(neighbor, Watched), "receiveInterval: 281, transmitInterval: 264, detectMultiplier: 4, echoInterval: 73");
        await UntilToldAsync(node, "281 264 4 73");
        Assert.Equal(1, (await tor.UntilUpAsync(node)).NumberOf("connectionsEstablished"));
    }

    [LabFact]
    public async Task A_profile_that_says_nothing_has_the_defaults()
    {
        var tor = await AwaitAsync(OwnLink.Node);
        await ApplyAsync(tor.At(OwnLink.Neighbor, Watched), "");
        await UntilToldAsync(OwnLink.Node, "300 300 3 50");
    }

    [LabFact]
    public async Task Prefixes_come_and_go_and_neither_session_is_lost()
    {
        var tor = await AwaitAsync(OwnLink.Node);
        await ApplyAsync(tor.At(OwnLink.Neighbor, Watched), "");
        await tor.UntilToldAsync(OwnLink.Node, Prefix);
        await UntilToldAsync(OwnLink.Node, "300 300 3 50");
        await Lab.Objects.ApplyAsync(WithProfiles("{name: watch}", $"prefixes: [{Prefix}, 10.1.1.0/24], neighbors: [{tor.At(OwnLink.Neighbor, Watched)}]"));
        await tor.UntilToldAsync(OwnLink.Node, Prefix, "10.1.1.0/24");
        await ApplyAsync(tor.At(OwnLink.Neighbor, Watched), "");
        await tor.UntilToldAsync(OwnLink.Node, Prefix);
        Assert.Equal(1, (await tor.SessionAsync(OwnLink.Node)).NumberOf("connectionsEstablished"));
        var counters = await FindAsync(Lab.Lab.Tor.Frr, "show bfd peers counters json", OwnLink.Node);
        Assert.Equal((1, 0), (counters.NumberOf("session-up"), counters.NumberOf("session-down")));
    }

    [LabTheory]
    [InlineData(OwnLink.Node, OwnLink.Neighbor)]
    [InlineData(OwnLink.Node6, OwnLink.Neighbor6)]
    public async Task Echo_packets_come_back_from_the_neighbor(string node, string neighbor)
    {
        // They have the node's own address: the neighbor's kernel sends them back like any packet, and its bfdd does not see them.
        await Lab.LetForwardAsync(Lab.Lab.Tor);
        var tor = await AwaitAsync(node);
        await ApplyAsync(tor.At(neighbor, Watched), "echoMode: true, echoInterval: 50");
        await Lab.UntilAsync(async _ =>
        {
            var counters = await FindAsync(Lab.Lab.Node, "show bfd peers counters json", neighbor);
            return counters.NumberOf("echo-packet-input") > 3 ? null : $"too few echo packets: {counters}";
        });
        await UntilToldAsync(node, "300 300 3 50");
    }

    [LabFact]
    public async Task A_passive_node_says_nothing_to_a_neighbor_that_says_nothing()
    {
        // Tor has no BFD.
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node);
        await tor.AwaitAsync(OwnLink.Node6);
        await Lab.Objects.ApplyAsync(WithProfiles(
            "{name: watch, passiveMode: true}, {name: loud}", $"neighbors: [{tor.At(OwnLink.Neighbor, "bfdProfile: watch")}, {tor.At(OwnLink.Neighbor6, "bfdProfile: loud")}]"));
        await Lab.UntilAsync(async _ => await SentAsync(OwnLink.Neighbor6) > 3 ? null : "the node has not begun to speak");
        Assert.Equal(0, await SentAsync(OwnLink.Neighbor));

        async Task<long> SentAsync(string neighbor) => (await FindAsync(Lab.Lab.Node, "show bfd peers counters json", neighbor)).NumberOf("control-packet-output");
    }

    [LabFact]
    public async Task A_neighbor_several_hops_away_is_watched()
    {
        var far = await FarNeighbor.BuildAsync(Lab);
        await ApplyAsync(far.At($"ebgpMultiHop: true, {Watched}"), "receiveInterval: 179");
        await far.UntilToldAsync(Prefix);
        await Lab.UntilStateAsync(FarNeighbor.Address, "Established Up");
        var peer = await FindAsync(Lab.Lab.Edge.Frr, "show bfd peers json", OwnLink.Node);
        Assert.Equal((179, true), (peer.NumberOf("remote-receive-interval"), peer.Child("multihop")?.GetBoolean()));
    }

    private async Task<OwnLink> AwaitAsync(string node)
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(node, more: "bfd");
        return tor;
    }

    private Task ApplyAsync(string neighbor, string values) => Lab.Objects.ApplyAsync(WithProfiles(
        $"{{name: watch, {values}}}", $"prefixes: [{Prefix}], neighbors: [{neighbor}]"));

    private Task UntilToldAsync(string node, string expected) => Lab.UntilAsync(async _ =>
    {
        var peer = await FindAsync(Lab.Lab.Tor.Frr, "show bfd peers json", node);
        var told = string.Join(' ', Told.Select(name => peer.NumberOf($"remote-{name}")));
        return peer.TextOf("status") == "up" && told == expected ? null : $"`{expected}` expected; `{told}` of {peer}";
    });

    private static async Task<JsonElement> FindAsync(FrrInstance frr, string command, string peer)
    {
        var reply = await frr.AskAsync("bfdd", command, CancellationToken.None);
        return JsonElement.Parse(reply.Text).EnumerateArray().FirstOrDefault(one => one.TextOf("peer") == peer);
    }
}
