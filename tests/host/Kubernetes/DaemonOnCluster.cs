using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>The whole daemon in this process, between an API server and a FRR that takes everything.</summary>
internal sealed class DaemonOnCluster : IAsyncDisposable
{
    private readonly Cluster _cluster;
    private readonly TempFolder _state = new();
    private readonly FakeInstall _install = new();
    private readonly CancellationTokenSource _stop = new();
    private Task<Exception?>? _running;

    private DaemonOnCluster(Cluster cluster) => _cluster = cluster;

    public static DaemonOnCluster Of(Cluster cluster) => new(cluster);

    public StringWriter Log { get; } = new();

    public string Running => _install.Running;

    public FakeInstall Install => _install;

    public TempFolder State => _state;

    public void Start() => _running = Daemon.RunAsync(
        new DaemonSettings(
            null,
            _state.Path,
            new NodeSettings { NodeName = Cluster.Node },
            _install.Settings with { WorkDir = _state.File("work") },
            new NodeLoopSettings { Debounce = TimeSpan.FromMilliseconds(10) })
        {
            Kubernetes = new KubernetesSettings(_cluster.Connection, Cluster.Namespace, ""),
        },
        TextWriter.Synchronized(Log),
        TimeProvider.System,
        _stop.Token);

    /// <summary>Waits for a status of the FRRNodeState.</summary>
    public async Task<JsonElement> StatusAsync(Func<JsonElement, bool> isRight, string what)
    {
        var status = default(JsonElement);
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(_running!.IsCompleted, $"the daemon stopped: {(_running.IsCompletedSuccessfully ? await _running : null)}");
                try
                {
                    var state = await _cluster.Client.GetAsync(ApiResources.FrrNodeStates, null, Cluster.Node, CancellationToken.None);
                    status = state.Child("status") ?? default;
                    return status.ValueKind == JsonValueKind.Object && isRight(status);
                }
                catch (ApiException missing) when (missing.IsNotFound)
                {
                    return false;
                }
            },
            what,
            () => $"{status}\n{Log}");
        return status;
    }

    /// <summary>What a state says of an object: <c>generation accepted applied reason</c>.</summary>
    public static string Of(JsonElement status, string name) =>
        status.Child("configurations").Items()
            .Where(one => one.TextOf("name") == name)
            .Select(one => $"{one.NumberOf("generation")} {one.GetProperty("accepted")} {one.GetProperty("applied")} {one.TextOf("reason")}")
            .FirstOrDefault() ?? "";

    public static string MessageOf(JsonElement status, string name) =>
        status.Child("configurations").Items().Where(one => one.TextOf("name") == name).Select(one => one.TextOf("message")).First();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null)
        {
            Assert.Null(await _running);
        }

        _stop.Dispose();
        _install.Dispose();
        _state.Dispose();
    }
}
