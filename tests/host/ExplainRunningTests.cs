using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Status;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Kubernetes;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests;

/// <summary>From a line that FRR runs back to the objects that made it.</summary>
public sealed class ExplainRunningTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FakeInstall _install = new();

    public void Dispose()
    {
        _temp.Dispose();
        _install.Dispose();
    }

    [Fact]
    public async Task A_line_names_its_objects_however_it_is_asked_for()
    {
        await RunAsync(text => text);
        const string claim = "test/a spec.bgp.routers[0].neighbors[0].asn";
        foreach (var wanted in (string[])["neighbor 10.0.0.1 remote-as 64513", "router bgp 64512 / neighbor 10.0.0.1 remote-as 64513", " neighbor  10.0.0.1 remote-as 64513 "])
        {
            var (code, output, error) = await ExplainAsync(wanted);
            Assert.Equal((0, ""), (code, error));
            Assert.Matches("^\\d+: router bgp 64512 / neighbor 10\\.0\\.0\\.1 remote-as 64513\n", output);
            Assert.Contains(claim, output, StringComparison.Ordinal);
            Assert.Equal(output, (await ExplainAsync(output.Split(':')[0])).Out);
        }
    }

    [Fact]
    public async Task A_line_that_stands_in_several_places_is_shown_at_each_with_what_it_is_there()
    {
        await RunAsync(text => text + "router bgp 64999 vrf red\n neighbor 10.0.0.1 remote-as 64513\nexit\n");
        var (code, output, _) = await ExplainAsync("neighbor 10.0.0.1 remote-as 64513");
        Assert.Equal(0, code);
        var lines = output.Split('\n');
        Assert.Contains("router bgp 64512 / neighbor", lines[0], StringComparison.Ordinal);
        Assert.Contains("test/a ", lines[1], StringComparison.Ordinal);
        Assert.Contains("router bgp 64999 vrf red / neighbor", lines[2], StringComparison.Ordinal);
        Assert.Equal("    drift: no object wants it", lines[3]);
        Assert.DoesNotContain("64512", (await ExplainAsync("router bgp 64999 vrf red / neighbor 10.0.0.1 remote-as 64513")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_wants_is_drift_and_what_is_not_ours_is_said_to_be_so()
    {
        await RunAsync(text => "hostname other\nip route 10.9.0.0/16 blackhole\n" + text.Replace("remote-as 64513", "remote-as 64599", StringComparison.Ordinal));
        var changed = (await ExplainAsync("neighbor 10.0.0.1 remote-as 64599")).Out;
        Assert.Contains("    drift: nobody wants this value; wanted is `neighbor 10.0.0.1 remote-as 64513`\n    test/a spec", changed, StringComparison.Ordinal);
        Assert.Contains("outside the sections that frr-k8s writes", (await ExplainAsync("ip route 10.9.0.0/16 blackhole")).Out, StringComparison.Ordinal);
        Assert.Contains("outside the sections that frr-k8s writes", (await ExplainAsync("hostname other")).Out, StringComparison.Ordinal);
        var missing = (await ExplainAsync("neighbor 10.0.0.1 remote-as 64513")).Out;
        Assert.StartsWith("missing: router bgp 64512 / neighbor 10.0.0.1 remote-as 64513\n    drift: FRR does not run it; wanted by\n    test/a ", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_has_and_what_is_not_said_ends_with_2()
    {
        await RunAsync(text => text);
        Assert.Equal(2, (await ExplainAsync("neighbor 10.9.9.9 remote-as 1")).Code);
        Assert.Equal(2, (await ExplainAsync("9999")).Code);
        var (code, _, error) = await CommandLine.RunAsync(["explain", "1"]);
        Assert.Equal(2, code);
        Assert.Contains("-f FILE for manifests or --node NAME", error, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandLine.RunAsync(["explain", "1", "--node", "n", "-f", _temp.File("a.yaml")])).Code);
        Assert.Contains("test/a", (await CommandLine.RunAsync(["explain", "router bgp 64512 / neighbor 10.0.0.1 remote-as 64513", "-f", _temp.File("a.yaml")])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_explained_and_never_shown()
    {
        await RunAsync(text => text, ", password: s3cret");
        foreach (var wanted in (string[])["neighbor 10.0.0.1 password s3cret", "neighbor 10.0.0.1 password ***"])
        {
            var (code, output, _) = await ExplainAsync(wanted);
            Assert.Equal(0, code);
            Assert.Contains("neighbor 10.0.0.1 password ***\n    test/a spec.bgp.routers[0].neighbors[0].password", output, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task In_a_cluster_objects_labels_and_what_runs_are_read_through_the_api_and_no_secret_is()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.LabelAsync("worker");
        await cluster.ConfigureAsync("mine", """{"matchLabels":{"role":"worker"}}""", extra: ""","passwordSecret":{"name":"pass"}""");
        await cluster.ConfigureAsync("others", """{"matchLabels":{"role":"edge"}}""", asn: 65000);
        await cluster.ConfigureAsync("refused", """{"matchLabels":{"role":"worker"}}""", address: "10.0.0.2");
        var state = new NodeState("failed: x", "success", "router bgp 64512\n neighbor 10.0.0.1 remote-as 64513\n neighbor 10.0.0.1 password ***\n neighbor 10.0.0.2 remote-as 64513\nexit\n")
        {
            Configurations = [new ObjectState(Cluster.Namespace, "refused", "", 1, false, false, ObjectState.Refused, "FRR does not take it")],
        };
        await cluster.Client.CreateAsync(ApiResources.FrrNodeStates, null, NodeStateJson.Bare(Cluster.Node), default);
        await cluster.Client.PatchAsync(ApiResources.FrrNodeStates, null, Cluster.Node, "status", ApiPatch.Merge, NodeStateJson.Patch(state), default);
        string[] there = ["--node", Cluster.Node, "--kubeconfig", cluster.Server.KubeconfigPath];
        var (code, output, error) = await CommandLine.RunAsync(["explain", "neighbor 10.0.0.1 remote-as 64513", .. there]);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            "2: router bgp 64512 / neighbor 10.0.0.1 remote-as 64513\n    frr-k8s-system/mine spec.bgp.routers[0].neighbors[0].asn = 64513\n", output);
        Assert.Contains("frr-k8s-system/mine spec.bgp.routers[0].neighbors[0].passwordSecret", (await CommandLine.RunAsync(["explain", "3", .. there])).Out, StringComparison.Ordinal);
        Assert.Contains("drift: no object wants it", (await CommandLine.RunAsync(["explain", "4", .. there, "-n", Cluster.Namespace])).Out, StringComparison.Ordinal);
        (code, _, error) = await CommandLine.RunAsync(["explain", "4", "--node", "none", "--kubeconfig", cluster.Server.KubeconfigPath]);
        Assert.Equal(2, code);
        Assert.StartsWith("error: cannot get FRRNodeState `none`", error, StringComparison.Ordinal);
    }

    [OwnServerFact]
    public async Task No_secret_is_asked_for()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.LabelAsync("worker");
        await cluster.ConfigureAsync("mine", extra: ""","passwordSecret":{"name":"pass"}""");
        var state = new NodeState("success", "success", "router bgp 64512\n neighbor 10.0.0.1 password ***\nexit\n");
        await cluster.Client.CreateAsync(ApiResources.FrrNodeStates, null, NodeStateJson.Bare(Cluster.Node), default);
        await cluster.Client.PatchAsync(ApiResources.FrrNodeStates, null, Cluster.Node, "status", ApiPatch.Merge, NodeStateJson.Patch(state), default);
        var (code, output, _) = await CommandLine.RunAsync(["explain", "2", "--node", Cluster.Node, "--kubeconfig", cluster.Server.KubeconfigPath]);
        Assert.Equal(0, code);
        Assert.Contains("passwordSecret", output, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Own.Requests, request => request.Path.Contains("/secrets", StringComparison.Ordinal));
    }

    // FRR runs what is rendered, changed by somebody.
    private async Task RunAsync(Func<string, string> change, string extra = "")
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1", extra: extra));
        var (_, text, _) = await CommandLine.RunAsync(["render", "-f", _temp.File("a.yaml")]);
        _install.Set("running", change(text));
    }

    private Task<(int Code, string Out, string Error)> ExplainAsync(string wanted) =>
        CommandLine.RunAsync(["explain", wanted, "-f", _temp.File("a.yaml"), "--vtysh", "--vty-socket", _install.Settings.VtySocket]);
}
