using System.Text.Json;
using FrrK8s.Host.Cleaner;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.Rules;

namespace FrrK8s.HostTests.Cleaner;

/// <summary>States of nodes without a daemon go; no others do.</summary>
public sealed class StatusCleanerTests : IAsyncLifetime, IDisposable
{
    private const string Namespace = ApiServerUnderTest.Namespace;

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private ApiServerUnderTest _server = null!;
    private ApiClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServerUnderTest.StartAsync();
        _client = new ApiClient(KubeConfiguration.Load(_server.KubeconfigPath, "test"), new ApiClientSettings(), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Only_states_of_nodes_without_a_daemon_go()
    {
        await PodAsync("d1", "n1");
        await PodAsync("other", "n2", component: "else");
        foreach (var node in (string[])["n1", "n2", "n3"])
        {
            await StateAsync(node);
        }

        Start();
        await GoneAsync("n2");
        await GoneAsync("n3");
        Assert.True(await HasStatesAsync("n1"));

        // A real server waits for a kubelet, which is not there, unless it is told not to.
        var (code, _) = await _server.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{Namespace}/pods/d1?gracePeriodSeconds=0");
        Assert.Equal(System.Net.HttpStatusCode.OK, code);
        await GoneAsync("n1");
        // A new state of a node without a daemon goes too.
        await StateAsync("n4");
        await GoneAsync("n4");
    }

    [OwnServerFact]
    public async Task Without_the_list_of_pods_nothing_is_deleted()
    {
        await StateAsync("n1");
        await PodAsync("d1", "n1");
        var failing = _server.Own.Faults.FailNext(int.MaxValue, request => request.Path.Contains("/pods", StringComparison.Ordinal), 503);
        Start();
        await Eventually.TrueAsync(
            () => _server.Own.Requests.Count(request => request.Path.Contains("/pods", StringComparison.Ordinal)) >= 2
                && _server.Own.Faults.WatchCount() >= 2,
            "the cleaner has asked more than once for pods and watches the states");
        Assert.True(await HasStatesAsync("n1"));
        Assert.DoesNotContain(_server.Own.Requests, request => request.Verb == "delete");
        await StateAsync("n2");
        _server.Own.Faults.Clear();
        await GoneAsync("n2");
        Assert.True(await HasStatesAsync("n1"));
    }

    [Fact]
    public void A_node_is_overdue_only_after_its_grace_and_a_restart_begins_it_anew()
    {
        var time = new ManualTime();
        var absent = new AbsentNodes(TimeSpan.FromSeconds(10), time);
        HashSet<string> both = ["n1", "n2"];
        Assert.Empty(absent.Overdue(both, new HashSet<string> { "n1" }));
        Assert.Equal(TimeSpan.FromSeconds(10), absent.Next());
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(absent.Overdue(both, both));
        Assert.Null(absent.Next());
        Assert.Empty(absent.Overdue(both, new HashSet<string> { "n1" }));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(absent.Overdue(both, new HashSet<string> { "n1" }));
        time.Advance(TimeSpan.FromSeconds(1));

        // Its time may run out behind the question whose it has.
        Assert.Equal(TimeSpan.FromMilliseconds(1), absent.Next());
        Assert.Equal(["n2"], absent.Overdue(both, new HashSet<string> { "n1" }));
        Assert.Null(absent.Next());
        Assert.Empty(absent.Overdue(new HashSet<string> { "n1" }, new HashSet<string> { "n1" }));
    }

    private void Start()
    {
        var logger = new LineLogger(TextWriter.Null, new LogLevelSwitch(LogLevel.None), TimeProvider.System);
        var settings = new CleanerSettings(Namespace, CleanerSettings.DefaultSelector) { Grace = TimeSpan.FromMilliseconds(300) };
        _running = Task.Run(() => new StatusCleaner(_client, settings, new ApiHealth(logger), logger, TimeProvider.System).RunAsync(_stop.Token));
    }

    private Task GoneAsync(string node) => Eventually.TrueAsync(async () => !await HasStatesAsync(node), $"the states of {node} are gone");

    private async Task<bool> HasStatesAsync(string node)
    {
        var states = await _client.ListAsync(ApiResources.FrrNodeStates, null, ApiSelector.All, default);
        var sessions = await _client.ListAsync(ApiResources.BgpSessionStates, Namespace, new ApiSelector($"{NodeObjects.NodeLabel}={node}", null), default);
        return sessions.Items.Count > 0 || states.Items.Any(state => state.GetProperty("metadata").GetProperty("name").GetString() == node);
    }

    private async Task StateAsync(string node)
    {
        await MakeAsync(ApiResources.FrrNodeStates, null, $$""" "metadata": { "name": "{{node}}" } """);
        await MakeAsync(
            ApiResources.BgpSessionStates,
            Namespace,
            $$""" "metadata": { "name": "{{node}}-abcde", "namespace": "{{Namespace}}", "labels": { "{{NodeObjects.NodeLabel}}": "{{node}}" } } """);
    }

    private Task<JsonElement> PodAsync(string name, string node, string component = "frr-k8s") => MakeAsync(
        ApiResources.Pods,
        Namespace,
        $$"""
        "metadata": { "name": "{{name}}", "namespace": "{{Namespace}}", "labels": { "app.kubernetes.io/component": "{{component}}" } },
        "spec": { "nodeName": "{{node}}", "containers": [ { "name": "c", "image": "i" } ] }
        """);

    private Task<JsonElement> MakeAsync(ApiResource kind, string? ns, string members) =>
        _client.CreateAsync(kind, ns, JsonElement.Parse($$"""{ "apiVersion": "{{kind.ApiVersion}}", "kind": "{{kind.Kind}}", {{members}} }"""), default);
}
