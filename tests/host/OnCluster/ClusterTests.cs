using FrrK8s.HostTests.KubeApi;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Tests of one laboratory, one after the other; each begins without any object.</summary>
public abstract class ClusterTests(ClusterStage stage) : IClassFixture<ClusterStage>, IAsyncLifetime
{
    /// <summary>The router of the node's own AS, which waits for the node's call on port 180.</summary>
    internal const string Tor = "172.30.0.3";

    /// <summary>The router of AS 4200000000, which waits likewise.</summary>
    internal const string Edge = "172.18.0.11";

    /// <summary>The node's ends of those sessions.</summary>
    private protected const string NodeAtTor = "172.30.0.2";

    /// <summary>The node's end of the session with Edge.</summary>
    private protected const string NodeAtEdge = "172.18.0.10";

    /// <summary>Where the tests take place.</summary>
    private protected ClusterLab Lab { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => Lab = await stage.RestedAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>A FRRConfiguration with one router of the node's AS.</summary>
    private protected static string Object(string name, string router, string more = "", string ns = ApiServerUnderTest.Namespace, int asn = 64512) => $$"""
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata: {name: {{name}}, namespace: {{ns}}}
        spec: {{{more}} bgp: {routers: [{asn: {{asn}}, {{router}} }]} }
        """;

    /// <summary>The same with BFD profiles.</summary>
    private protected static string WithProfiles(string profiles, string router) => $$"""
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata: {name: a, namespace: {{ApiServerUnderTest.Namespace}}}
        spec: {bgp: {bfdProfiles: [{{profiles}}], routers: [{asn: 64512, {{router}} }]} }
        """;

    /// <summary>A neighbor in a list of neighbors.</summary>
    private protected static string Neighbor(string address, string more) =>
        $"{{address: {address}, asn: {(address == Tor ? "64512" : "4200000000")}, port: 180, connectTime: 1s, {more}}}";

    /// <summary>What a neighbor is told.</summary>
    private protected static string Advertise(string prefixes, string more = "") => $"toAdvertise: {{allowed: {{prefixes: [{prefixes}]}}{more}}}";

    private protected const string AdvertiseAll = "toAdvertise: {allowed: {mode: all}}";

    private protected const string ReceiveAll = "toReceive: {allowed: {mode: all}}";
}
