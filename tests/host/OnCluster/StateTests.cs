using System.Globalization;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>What a node says of itself: its FRRNodeState, its metrics, its log.</summary>
public sealed class StateTests(ClusterStage stage) : ClusterTests(stage)
{
    private const string TorLabels = $"{{peer=\"{Tor}\",vrf=\"default\"}}";

    [LabFact]
    public async Task A_line_that_FRR_refuses_is_told_with_its_object_and_harms_nobody()
    {
        await Lab.Objects.ApplyAsync(Object("good", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        await Lab.Objects.ApplyAsync($$"""
            apiVersion: frrk8s.metallb.io/v1beta1
            kind: FRRConfiguration
            metadata: {name: bad, namespace: {{ApiServerUnderTest.Namespace}} }
            spec: {raw: {rawConfig: "router bgp 64512\n neighbor 10.9.9.9 remote-as nonsense"} }
            """);
        var status = await Lab.UntilStatusAsync(
            "bad is not live, and good is",
            status => NodeStatus.Of(status, "bad") is { Length: > 0 } bad && !bad.Contains("True True", StringComparison.Ordinal)
                && NodeStatus.Message(status, "bad").Length > 0 && NodeStatus.Of(status, "good") == "1 True True Accepted");
        Assert.Contains("nonsense", NodeStatus.Message(status, "bad"), StringComparison.Ordinal);
        Assert.Contains($"neighbor {Tor} remote-as 64512", status.TextOf("runningConfig"), StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense", status.TextOf("runningConfig"), StringComparison.Ordinal);

        // The others' changes go on.
        await Lab.Objects.ApplyAsync(Object("good", $"prefixes: [10.1.0.0/24, 10.1.1.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24", "10.1.1.0/24");
        await Lab.Objects.DeleteAsync("bad");
        await Lab.UntilStatusAsync(
            "all is well", status => ((string[])["Converted", "Applied", "InSync"]).All(type => NodeStatus.Condition(status, type) == "True"));
        Assert.Equal(1, (await Lab.SessionAsync(Tor))?.Established);
    }

    [LabFact(WithKubectl = true)]
    public async Task Kubectl_waits_for_the_condition_and_shows_the_columns()
    {
        foreach (var choice in KubectlPrograms.Present)
        {
            using var kubectl = new Kubectl(Lab.Server, choice);
            await kubectl.RunAsync(["apply", "-f", "-"], Object("a", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
            Assert.Contains("condition met", await kubectl.RunAsync(["wait", "--for=condition=Applied", "--timeout=30s", $"frrnodestate/{ClusterLab.Node}"]));
            var nodes = Words((await kubectl.RunAsync(["get", "frrnodestates"])).Split('\n'));
            Assert.Equal(["NAME", "CONVERTED", "APPLIED", "INSYNC", "AGE"], nodes[0].Select(word => word.ToUpperInvariant()));
            Assert.Equal([ClusterLab.Node, "True", "True", "True"], nodes[1][..4]);
            await Lab.UntilAsync(async _ =>
            {
                var sessions = await kubectl.RunAsync(["get", "bgpsessionstates"]);
                return Words(sessions.Split('\n')).Any(row => row is [_, ClusterLab.Node, Tor, "Established", "N/A"]) ? null : sessions;
            });
        }

        static string[][] Words(string[] lines) => [.. lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    [LabFact]
    public async Task Metrics_count_what_the_neighbors_have()
    {
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [10.1.0.0/24, 10.1.1.0/24], neighbors: [{Neighbor(Tor, $"{AdvertiseAll}, {ReceiveAll}")}]"));
        await UntilMetricsAsync("all is counted", metrics =>
            Of(metrics, $"frrk8s_bgp_session_up{TorLabels}") == 1 && Of(metrics, $"frrk8s_bgp_announced_prefixes_total{TorLabels}") == 2
            && Of(metrics, $"frrk8s_bgp_received_prefixes_total{TorLabels}") == 3);
        await UntilMetricsAsync("a configuration is loaded and not stale", metrics =>
            Of(metrics, "frrk8s_k8s_client_config_loaded_bool") == 1 && Of(metrics, "frrk8s_k8s_client_config_stale_bool") == 0
            && Of(metrics, "frrk8s_k8s_client_updates_total") > 0);
        var errors = Of(await MetricsAsync(), "frrk8s_k8s_client_update_errors_total");
        await Lab.Objects.ApplyAsync(Object("b", $"neighbors: [{Neighbor(Tor, "ebgpMultiHop: true")}]", asn: 65000));
        await UntilMetricsAsync("the contradiction is counted", metrics =>
            Of(metrics, "frrk8s_k8s_client_config_stale_bool") == 1 && Of(metrics, "frrk8s_k8s_client_update_errors_total") > errors
            && Of(metrics, "frrk8s_refused_objects") == 1);
        await Lab.Objects.DeleteAsync("b");
        await UntilMetricsAsync("it is over", metrics =>
            Of(metrics, "frrk8s_k8s_client_config_stale_bool") == 0 && Of(metrics, $"frrk8s_bgp_session_up{TorLabels}") == 1);
    }

    [LabFact]
    public async Task The_log_level_of_daemon_and_FRR_changes_at_run_time()
    {
        await Lab.Objects.ApplyAsync(Object("a", "prefixes: [10.1.0.0/24]"));
        await Lab.UntilLiveAsync("a");
        await UntilFrrHasAsync("log stdout informational");
        await LevelAsync("error");
        await UntilFrrHasAsync("log stdout errors");
        var said = Lab.Log.Count;
        await Lab.Objects.ApplyAsync(Object("a", "prefixes: [10.1.0.0/24, 10.1.1.0/24]"));
        await Lab.UntilLiveAsync("a", 2);
        Assert.Equal(said, Lab.Log.Count);

        await LevelAsync("debug");
        await UntilFrrHasAsync("debug bgp updates in");
        await Lab.Objects.Client.DeleteAsync(ApiResources.HostConfigurations, ApiServerUnderTest.Namespace, "config", default);
        await UntilFrrHasAsync("log stdout informational");
        await Lab.UntilAsync(_ => Task.FromResult(
            Lab.Log.Skip(said).Any(line => line.Contains("FRR runs the wanted configuration", StringComparison.Ordinal)) ? null : "the daemon says nothing"));
    }

    private Task LevelAsync(string level) => Lab.Objects.ApplyAsync(
        $"{{apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRK8sConfiguration, metadata: {{name: config, namespace: {ApiServerUnderTest.Namespace}}}, spec: {{logLevel: {level}}}}}");

    private Task UntilFrrHasAsync(string line) => Lab.UntilAsync(async token =>
        (await Lab.Lab.Node.RunningConfigAsync(token)).Split('\n').Contains(line) ? null : $"FRR has no line `{line}`");

    private Task UntilMetricsAsync(string wanted, Func<IReadOnlyDictionary<string, double>, bool> isSo) => Lab.UntilAsync(async _ =>
    {
        var metrics = await MetricsAsync();
        return isSo(metrics) ? null : $"not so that {wanted}: {string.Join(", ", metrics.Where(one => one.Key.Contains("k8s_client", StringComparison.Ordinal) || one.Key.Contains("prefixes", StringComparison.Ordinal)))}";
    });

    private async Task<IReadOnlyDictionary<string, double>> MetricsAsync()
    {
        var page = await Command.TryAsync(
            "ip", ["netns", "exec", Lab.Lab.NodePlace.Name, "curl", "--silent", "--max-time", "20", "http://127.0.0.1:7573/metrics"]);
        return page.Output.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToDictionary(
            line => line[..line.LastIndexOf(' ')],
            line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture),
            StringComparer.Ordinal);
    }

    private static double Of(IReadOnlyDictionary<string, double> metrics, string name) => metrics.GetValueOrDefault(name, -1);
}
