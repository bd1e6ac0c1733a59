using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.Lab;
using FrrK8s.Lab.Network;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Sessions that objects of the API server ask for, and the BGPSessionStates that tell of them.</summary>
public sealed class SessionTests(ClusterStage stage) : ClusterTests(stage)
{
    private const string WithSecret = "passwordSecret: {name: bgp}";

    [LabFact]
    public async Task A_session_is_told_of_from_its_begin_to_its_end()
    {
        // Nobody listens at port 181.
        await Lab.Objects.ApplyAsync(Object("a", $"neighbors: [{{address: {Tor}, asn: 64512, port: 181, connectTime: 1s}}]"));
        await Lab.UntilStateAsync(Tor, "Idle N/A", "Connect N/A", "Active N/A");
        await Lab.Objects.ApplyAsync(Object("a", $"neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        var state = await Lab.UntilStateAsync(Tor, "Established N/A");
        var metadata = state.Child("metadata")!.Value;
        Assert.StartsWith($"{ClusterLab.Node}-", metadata.TextOf("name"), StringComparison.Ordinal);
        Assert.Equal(ClusterLab.Pod, metadata.Child("ownerReferences").Items().Single().TextOf("name"));
        Assert.Equal(Tor, state.Child("status")!.Value.TextOf("peer"));
        await Lab.Objects.DeleteAsync("a");
        await Lab.UntilStateAsync(Tor, "");
    }

    [LabFact]
    public async Task Bfd_is_up_and_down_with_its_peer()
    {
        await Lab.TypeAsync(
            Lab.Lab.Tor, ["router bgp 64512", $"neighbor {NodeAtTor} bfd"], ["router bgp 64512", $"no neighbor {NodeAtTor} bfd"]);
        const string profiles = "bfdProfiles: [{name: quick, receiveInterval: 100, transmitInterval: 100}],";
        await Lab.Objects.ApplyAsync($$"""
            apiVersion: frrk8s.metallb.io/v1beta1
            kind: FRRConfiguration
            metadata: {name: a, namespace: {{ApiServerUnderTest.Namespace}} }
            spec: {bgp: {{{profiles}} routers: [{asn: 64512, neighbors: [{{Neighbor(Tor, "bfdProfile: quick")}}]}]} }
            """);
        await Lab.Objects.ApplyAsync(Object("b", $"neighbors: [{Neighbor(Tor, ReceiveAll)}]"));
        await Lab.UntilStateAsync(Tor, "Established Up");
        Lab.Lab.Tor.Frr.FreezeDaemon("bfdd");
        try
        {
            await Lab.UntilStateAsync(Tor, "Established Down", "Idle Down", "Connect Down", "Active Down", "OpenSent Down", "OpenConfirm Down");
        }
        finally
        {
            Lab.Lab.Tor.Frr.ThawDaemon("bfdd");
        }

        await Lab.UntilStateAsync(Tor, "Established Up");
    }

    [LabFact]
    public async Task A_password_of_a_secret_counts_and_so_does_a_new_one()
    {
        await SecretAsync("first-s3cret");
        await PasswordAtTorAsync("first-s3cret");
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, $"{WithSecret}, {AdvertiseAll}")}]"));
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        var up = (await Lab.SessionAsync(Tor))!.Established;
        await SecretAsync("second-s3cret");
        await Lab.UntilAsync(async token => await Lab.SessionAsync(Tor, token) is { IsEstablished: true } ? "the old password is still good" : null);
        await PasswordAtTorAsync("second-s3cret");
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        Assert.True((await Lab.SessionAsync(Tor))!.Established > up);
        var status = await Lab.UntilLiveAsync("a");
        Assert.Contains($"neighbor {Tor} password ***", status.TextOf("runningConfig"), StringComparison.Ordinal);
        Assert.DoesNotContain("-s3cret", status.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Lab.Log, line => line.Contains("-s3cret", StringComparison.Ordinal));
    }

    [LabFact]
    public async Task A_missing_secret_stops_only_the_object_that_wants_it()
    {
        await Lab.Objects.ApplyAsync(Object("a", $"neighbors: [{Neighbor(Edge, WithSecret)}]"));
        await Lab.Objects.ApplyAsync(Object("b", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        var status = await Lab.UntilStatusAsync(
            "a is refused and b is live",
            status => NodeStatus.Of(status, "a").StartsWith("1 False False", StringComparison.Ordinal) && NodeStatus.Of(status, "b") == "1 True True Accepted");
        const string words = "the secret frr-k8s-system/bgp does not exist";
        Assert.Contains(words, NodeStatus.Message(status, "a"), StringComparison.Ordinal);
        Assert.Contains(words, status.TextOf("lastConversionResult"), StringComparison.Ordinal);
        Assert.Equal("False", NodeStatus.Condition(status, "Converted"));
        Assert.Equal("True", NodeStatus.Condition(status, "Applied"));

        await SecretAsync("late-s3cret");
        await Lab.UntilLiveAsync("a");
    }

    [LabFact]
    public async Task A_neighbor_of_an_interface_needs_no_address()
    {
        // Between addresses of a /31 FRR would speak from address to address.
        await NetworkNamespace.ConnectAsync((Lab.Lab.NodePlace, "bare"), (Lab.Lab.Tor.Place, "bare"), default);
        await Lab.TypeAsync(
            Lab.Lab.Tor,
            ["router bgp 64512", "neighbor bare interface remote-as 64512", "neighbor bare timers connect 1"],
            ["router bgp 64512", "no neighbor bare interface"]);
        await Lab.Objects.ApplyAsync(Object(
            "a", $"prefixes: [10.1.0.0/24], neighbors: [{{interface: bare, asn: 64512, connectTime: 1s, {AdvertiseAll}, {ReceiveAll}}}]"));
        await Lab.UntilStateAsync("bare", "Established N/A");
        await Lab.UntilAsync(async token => await Lab.Lab.Tor.Frr.Bgp.LearnedFromAsync("bare", token) is ["10.1.0.0/24"] ? null : "Tor has no route of the node");
        await Lab.UntilAsync(async token => (await Lab.Lab.Node.Bgp.LearnedFromAsync("bare", token)).Count == 3 ? null : "the node has not the routes of Tor");
    }

    [LabFact]
    public async Task Graceful_restart_is_told_to_the_neighbor()
    {
        await Lab.Objects.ApplyAsync(Object("a", $"neighbors: [{Neighbor(Tor, "enableGracefulRestart: true")}, {Neighbor(Edge, AdvertiseAll)}]"));
        await Lab.UntilUpAsync(Tor);
        await Lab.UntilUpAsync(Edge);
        Assert.Equal("Restart", await RestartModeAsync(Lab.Lab.Tor, NodeAtTor));
        Assert.Equal("Helper", await RestartModeAsync(Lab.Lab.Edge, NodeAtEdge));
    }

    [LabFact(WithVrf = true)]
    public async Task A_session_in_a_VRF_comes_up_and_is_told_of_by_its_VRF()
    {
        const string node = "10.77.0.1";
        const string tor = "10.77.0.2";
        await IpAsync(Lab.Lab.NodePlace, "link", "add", "red", "type", "vrf", "table", "1001");
        await IpAsync(Lab.Lab.NodePlace, "link", "set", "red", "up");
        await NetworkNamespace.ConnectAsync((Lab.Lab.NodePlace, "inred"), (Lab.Lab.Tor.Place, "inred"), default);
        await IpAsync(Lab.Lab.NodePlace, "link", "set", "inred", "master", "red");
        await Lab.Lab.NodePlace.AddAddressesAsync("inred", [$"{node}/30"], default);
        await Lab.Lab.Tor.Place.AddAddressesAsync("inred", [$"{tor}/30"], default);
        await Lab.TypeAsync(
            Lab.Lab.Tor, ["router bgp 64512", $"neighbor {node} remote-as 64512", $"neighbor {node} passive"], ["router bgp 64512", $"no neighbor {node}"]);
        await Lab.Objects.ApplyAsync(Object(
            "a", $"vrf: red, prefixes: [10.1.0.0/24], neighbors: [{{address: {tor}, asn: 64512, port: 180, connectTime: 1s, {AdvertiseAll}}}]"));
        await Lab.UntilAsync(async token => await VrfStatesAsync(token) is [var only] && NodeStatus.Session(only) == "Established N/A" ? null : "the session in red is not up");
        await Lab.UntilAsync(async token => await Lab.Lab.Tor.Frr.Bgp.LearnedFromAsync(node, token) is ["10.1.0.0/24"] ? null : "Tor has no route of the node");
        var metrics = await Command.TryAsync(
            "ip", ["netns", "exec", Lab.Lab.NodePlace.Name, "curl", "--silent", "--max-time", "20", "http://127.0.0.1:7573/metrics"]);
        Assert.Contains($"frrk8s_bgp_session_up{{peer=\"{tor}\",vrf=\"red\"}} 1\n", metrics.Output, StringComparison.Ordinal);
        await Lab.Objects.DeleteAsync("a");
        await Lab.UntilAsync(async token => (await VrfStatesAsync(token)).Count == 0 ? null : "the state in red is still there");
        await IpAsync(Lab.Lab.NodePlace, "link", "delete", "inred");
        await IpAsync(Lab.Lab.NodePlace, "link", "delete", "red");
    }

    // Without a device FRR has the session all the same, and it does not come up.
    [LabFact]
    public async Task A_neighbor_in_a_VRF_has_a_state_of_its_own()
    {
        await Lab.Objects.ApplyAsync(Object("a", $"vrf: red, neighbors: [{{address: {Tor}, asn: 64512}}]"));
        await Lab.Objects.ApplyAsync(Object("b", $"neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await Lab.UntilStateAsync(Tor, "Established N/A");
        await Lab.UntilAsync(async token =>
        {
            var found = await VrfStatesAsync(token);
            return found is [var only] && NodeStatus.Session(only) == "Idle N/A" && only.Child("status")?.TextOf("vrf") == "red" ? null : $"{found.Count} states in red";
        });
    }

    private async Task<IReadOnlyList<JsonElement>> VrfStatesAsync(CancellationToken cancellationToken) => (await Lab.Objects.Client.ListAsync(
        ApiResources.BgpSessionStates, ApiServerUnderTest.Namespace, new ApiSelector("frrk8s.metallb.io/vrf=red", null), cancellationToken)).Items;

    private static Task<string> IpAsync(NetworkNamespace place, params string[] words) => Command.RunAsync("ip", ["-n", place.Name, .. words]);

    private static async Task<string> RestartModeAsync(LabRouter router, string node)
    {
        var answer = await ClusterLab.BgpAsync(router.Frr, $"show bgp neighbors {node} json");
        return (answer.Child(node)?.Child("gracefulRestartInfo") ?? default).TextOf("remoteGrMode").TrimEnd('*');
    }

    private Task PasswordAtTorAsync(string password) => Lab.TypeAsync(
        Lab.Lab.Tor, ["router bgp 64512", $"neighbor {NodeAtTor} password {password}"], ["router bgp 64512", $"no neighbor {NodeAtTor} password"]);

    private Task SecretAsync(string password) => Lab.Objects.ApplyAsync($$"""
        apiVersion: v1
        kind: Secret
        metadata: {name: bgp, namespace: {{ApiServerUnderTest.Namespace}} }
        type: kubernetes.io/basic-auth
        data: {password: {{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(password))}}, username: "" }
        """);
}
