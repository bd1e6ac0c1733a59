using System.Text.Json;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>What people see of a node with real FRR: status, there and through the API, and where a line comes from.</summary>
public sealed class SeeingTests(ClusterStage stage) : ClusterTests(stage)
{
    [LabFact]
    public async Task A_node_is_shown_as_it_is_while_its_session_comes_up_and_goes_down()
    {
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [10.1.0.0/24, 10.1.1.0/24], neighbors: [{Neighbor(Tor, $"{AdvertiseAll}, {ReceiveAll}")}]"));
        await Lab.UntilLiveAsync("a");
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24", "10.1.1.0/24");
        await UntilAsync(Here, "it is well, and tells two prefixes", (code, status) => code == 0
            && Session(status) is { } session && session.TextOf("state") == "Established" && session.NumberOf("asn") == 64512
            && session.Child("families").Items().Sum(family => family.NumberOf("sent")) == 2);
        await UntilAsync(There, "the node is well in the cluster's eyes, but for its pod", (_, status) =>
            status.Child("nodes").Items().First() is var node && node.NumberOf("sessions") == 1 && node.Child("sessionsDown").Items().FirstOrDefault().ValueKind == JsonValueKind.Undefined
            && node.TextOf("applied") == "True" && node.TextOf("inSync") == "True");
        await Lab.TypeAsync(Lab.Lab.RouterOf(FrrK8s.Lab.LabLink.To(Tor)), ["router bgp 64512", $"neighbor {NodeAtTor} shutdown"], ["router bgp 64512", $"no neighbor {NodeAtTor} shutdown"]);
        await UntilAsync(Here, "the session is down, and why", (code, status) =>
            code == 1 && Session(status) is { } session && session.TextOf("state") != "Established" && session.TextOf("lastReset").Length > 0);
        await UntilAsync(There, "the session is down", (code, status) =>
            code == 1 && status.Child("nodes").Items().First().Child("sessionsDown").Items().Any(peer => peer.GetString() == Tor));
    }

    [LabFact]
    public async Task Every_line_that_FRR_runs_is_explained_and_what_somebody_typed_is_drift()
    {
        await Lab.RestartDaemonAsync("--drift-policy", "report");
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, $"{Advertise("10.1.0.0/24", ", withLocalPref: [{localPref: 100, prefixes: [10.1.0.0/24]}]")}, {ReceiveAll}")}]"));
        await Lab.UntilLiveAsync("a");
        var status = await Lab.UntilStatusAsync("it runs", found => found.TextOf("runningConfig").Contains(Tor, StringComparison.Ordinal));
        var running = Document.Parse(status.TextOf("runningConfig"));
        var statements = running.Walk().Where(placed => placed.Node is BlockNode or LineNode { Kind: LineKind.Statement }).ToList();
        Assert.True(statements.Count > 15);
        var named = 0;
        foreach (var placed in statements)
        {
            var (code, output, error) = await ExplainAsync($"{placed.Line}");
            Assert.True(code == 0, error);
            Assert.DoesNotContain("drift", output, StringComparison.Ordinal);
            Assert.StartsWith($"{placed.Line}: ", output, StringComparison.Ordinal);
            named += output.Contains("frr-k8s-system/a spec.bgp", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(named > 10, $"{named} of {statements.Count} lines name the object");
        Assert.Contains("frr-k8s-system/a spec.bgp.routers[0].neighbors[0].asn", (await ExplainAsync($"neighbor {Tor} remote-as 64512")).Out, StringComparison.Ordinal);

        await Lab.Lab.Node.ConfigureAsync(["router bgp 64512", "neighbor 10.99.0.1 remote-as 65000"], CancellationToken.None);
        await Lab.UntilStatusAsync("the typed line runs", found => found.TextOf("runningConfig").Contains("10.99.0.1", StringComparison.Ordinal));
        Assert.Contains("    drift: no object wants it\n", (await ExplainAsync("router bgp 64512 / neighbor 10.99.0.1 remote-as 65000")).Out, StringComparison.Ordinal);
        await UntilAsync(Here, "the drift is told", (code, seen) => code == 1
            && seen.Child("conditions").Items().Any(condition => condition.TextOf("type") == "InSync" && condition.TextOf("message").Contains("10.99.0.1", StringComparison.Ordinal)));
        await Lab.Lab.Node.ConfigureAsync(["router bgp 64512", "no neighbor 10.99.0.1 remote-as 65000"], CancellationToken.None);
    }

    // The sockets are files: they are the same from outside of the node's namespace. The daemon's health is not.
    private string[] Here => ["--state-dir", Lab.Daemon.StateFolder, "--vty-socket", Lab.Lab.Node.Folder, "--health-probe-bind-address", "0"];

    private string[] There => ["--cluster", "--kubeconfig", Lab.Server.KubeconfigPath, "-n", ApiServerUnderTest.Namespace];

    private static JsonElement? Session(JsonElement status) => status.Child("sessions").Items().Cast<JsonElement?>().FirstOrDefault(one => one!.Value.TextOf("neighbor") == Tor);

    private Task<(int Code, string Out, string Error)> ExplainAsync(string wanted) => CommandLine.RunAsync(
        ["explain", wanted, "--node", ClusterLab.Node, "--kubeconfig", Lab.Server.KubeconfigPath, "-n", ApiServerUnderTest.Namespace]);

    private Task UntilAsync(string[] where, string what, Func<int, JsonElement, bool> isRight) => Lab.UntilAsync(async _ =>
    {
        var (code, output, error) = await CommandLine.RunAsync(["status", .. where, "-o", "json"]);
        return code != 2 && isRight(code, JsonElement.Parse(output)) ? null : $"not so that {what}: {code} {output} {error}";
    });
}
