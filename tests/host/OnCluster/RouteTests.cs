using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>What objects of the API server do to routes, at the node and at its neighbors.</summary>
public sealed class RouteTests(ClusterStage stage) : ClusterTests(stage)
{
    private const string Inside = "192.169.1.0/24";
    private const string Longer = "192.169.1.64/26";
    private const string Outside = "198.51.100.0/24";

    [LabFact]
    public async Task A_label_brings_an_object_to_the_node_and_takes_it_away()
    {
        await Lab.Objects.ApplyAsync(Object("all", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await Lab.Objects.ApplyAsync(Object(
            "rack", $"prefixes: [10.1.1.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]", "nodeSelector: {matchLabels: {rack: a}},"));
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        await Lab.LabelAsync("rack: a");
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24", "10.1.1.0/24");
        await Lab.LabelAsync("rack: b");
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        Assert.Equal(1, (await Lab.SessionAsync(Tor))?.Established);
    }

    [LabFact]
    public async Task One_object_advertises_and_another_one_receives()
    {
        await Lab.Objects.ApplyAsync(Object("tells", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        await Lab.UntilLearnedAsync(Tor);
        await Lab.Objects.ApplyAsync(Object("learns", $"neighbors: [{Neighbor(Tor, ReceiveAll)}]"));
        await Lab.UntilLearnedAsync(Tor, Inside, Longer, Outside);
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
    }

    [LabFact]
    public async Task All_of_one_object_overrides_the_few_of_another()
    {
        await Lab.Objects.ApplyAsync(Object("few", $"neighbors: [{Neighbor(Tor, $"toReceive: {{allowed: {{prefixes: [{{prefix: {Inside}}}]}}}}")}]"));
        await Lab.UntilLearnedAsync(Tor, Inside);
        await Lab.Objects.ApplyAsync(Object("all", $"neighbors: [{Neighbor(Tor, ReceiveAll)}]"));
        await Lab.UntilLearnedAsync(Tor, Inside, Longer, Outside);
        await Lab.Objects.DeleteAsync("all");
        await Lab.UntilLearnedAsync(Tor, Inside);
    }

    [LabFact]
    public async Task A_filter_takes_prefixes_by_their_length()
    {
        await ReceiveAsync("le: 32");
        await Lab.UntilLearnedAsync(Tor, Inside, Longer);
        await ReceiveAsync("ge: 25, le: 28");
        await Lab.UntilLearnedAsync(Tor, Longer);
        await ReceiveAsync("le: 25");
        await Lab.UntilLearnedAsync(Tor, Inside);

        Task ReceiveAsync(string lengths) => Lab.Objects.ApplyAsync(Object(
            "filter", $"neighbors: [{Neighbor(Tor, $"toReceive: {{allowed: {{prefixes: [{{prefix: {Inside}, {lengths}}}]}}}}")}]"));
    }

    [LabFact]
    public async Task What_is_always_blocked_is_not_learned_and_neither_is_what_lies_inside()
    {
        await Lab.RestartDaemonAsync("--always-block", Inside);
        await Lab.Objects.ApplyAsync(Object("all", $"neighbors: [{Neighbor(Tor, ReceiveAll)}]"));
        await Lab.UntilLearnedAsync(Tor, Outside);
    }

    [LabFact]
    public async Task Communities_and_local_preference_of_several_objects_reach_the_neighbor()
    {
        const string prefixes = "10.1.0.0/24, 10.1.1.0/24";
        await Lab.Objects.ApplyAsync(Object(
            "one",
            $"prefixes: [{prefixes}], neighbors: [{Neighbor(Tor, Advertise(prefixes, $", withCommunity: [{{community: '64512:100', prefixes: [{prefixes}]}}, {{community: 'large:64512:1:2', prefixes: [10.1.0.0/24]}}]"))}]"));
        await Lab.Objects.ApplyAsync(Object(
            "two",
            $"prefixes: [{prefixes}], neighbors: [{Neighbor(Tor, Advertise(prefixes, ", withCommunity: [{community: '64512:200', prefixes: [10.1.1.0/24]}], withLocalPref: [{localPref: 321, prefixes: [10.1.0.0/24]}]"))}]"));
        await Lab.UntilAsync(async _ => Missing("64512:100 | 64512:1:2 | 321", await NeighborRoute.ReadAsync(Lab.Lab.Tor, "10.1.0.0/24")));
        await Lab.UntilAsync(async _ => Missing("64512:100 64512:200 |  | 100", await NeighborRoute.ReadAsync(Lab.Lab.Tor, "10.1.1.0/24")));
        await Lab.Objects.DeleteAsync("two");
        await Lab.UntilAsync(async _ => Missing("64512:100 | 64512:1:2 | 100", await NeighborRoute.ReadAsync(Lab.Lab.Tor, "10.1.0.0/24")));

        static string? Missing(string expected, NeighborRoute? found) => found?.ToString() == expected ? null : $"`{expected}` expected, `{found}` found";
    }

    [LabFact]
    public async Task Raw_snippets_are_in_force_in_the_order_of_their_priorities()
    {
        // The first by name, and by time, needs what the second one says first.
        await Lab.Objects.ApplyAsync(Raw(
            "a-second", 10, ["router bgp 64512", " address-family ipv4 unicast", "  neighbor 172.18.0.11 activate", "  neighbor 172.18.0.11 route-map told out", " exit-address-family", "exit"]));
        await Lab.UntilStatusAsync("it is refused", status => NodeStatus.Message(status, "a-second").Contains("FRR refused line 3", StringComparison.Ordinal));
        await Lab.Objects.ApplyAsync(Raw(
            "b-first",
            5,
            [
                "route-map told permit 1", "exit", "router bgp 64512", " no bgp ebgp-requires-policy", " neighbor 172.18.0.11 remote-as 4200000000",
                " neighbor 172.18.0.11 port 180", "exit",
            ]));
        await Lab.Objects.ApplyAsync(Object("typed", "prefixes: [10.1.0.0/24]"));
        await Lab.UntilToldAsync(Edge, "10.1.0.0/24");
        await Lab.UntilLiveAsync("a-second");
        await Lab.UntilLiveAsync("b-first");

        static string Raw(string name, int priority, string[] lines) => $$"""
            apiVersion: frrk8s.metallb.io/v1beta1
            kind: FRRConfiguration
            metadata: {name: {{name}}, namespace: {{ApiServerUnderTest.Namespace}}}
            spec: {raw: {priority: {{priority}}, rawConfig: "{{string.Join("\\n", lines)}}"} }
            """;
    }

    [LabFact]
    public async Task An_object_of_another_namespace_is_never_applied()
    {
        await Lab.Objects.ApplyAsync(Object(
            "foreign", $"prefixes: [10.1.9.0/24], neighbors: [{Neighbor(Edge, AdvertiseAll)}]", ns: ClusterLab.OtherNamespace, asn: 65000));
        await Lab.Objects.ApplyAsync(Object("own", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        var status = await Lab.UntilLiveAsync("own");
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        Assert.Equal("", NodeStatus.Of(status, "foreign"));
        Assert.Equal("success", status.TextOf("lastConversionResult"));
        Assert.DoesNotContain(Edge, status.TextOf("runningConfig"), StringComparison.Ordinal);
        Assert.Null(await Lab.SessionAsync(Edge));
    }
}
