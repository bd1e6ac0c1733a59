using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Metrics;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Status;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Node;

/// <summary>What the loop stands between: where manifests come from, where the state goes, and what has to run for that.</summary>
internal sealed class DaemonParts : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    private DaemonParts(IManifestSource source, INodeStateWriter state, string description) =>
        (Source, State, Description) = (source, state, description);

    /// <summary>Where manifests come from.</summary>
    public IManifestSource Source { get; }

    /// <summary>Where the state goes.</summary>
    public INodeStateWriter State { get; }

    /// <summary>Both, for the log.</summary>
    public string Description { get; }

    /// <summary>What has to run beside the loop.</summary>
    public IReadOnlyList<Func<CancellationToken, Task>> Work { get; private init; } = [];

    /// <summary>The API server; null when it is a folder that is followed.</summary>
    public IApiClient? Client { get; private init; }

    /// <summary>What is counted beside the loop.</summary>
    public IReadOnlyList<IMetricsSource> Metrics { get; private init; } = [];

    /// <summary>A folder of manifests, or the API server, as the settings say.</summary>
    public static DaemonParts Of(DaemonSettings settings, ILogger logger, Slot slot, TimeProvider time) =>
        settings.Kubernetes is { } kubernetes ? Of(settings, kubernetes, logger, slot, time) : OfFolder(settings, slot, time);

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(part => part.Dispose());

    private static DaemonParts OfFolder(DaemonSettings settings, Slot slot, TimeProvider time)
    {
        var folder = settings.ConfigDir ?? throw new InvalidOperationException("neither a folder nor an API server was named");
        var source = new FolderSource(folder, time, slot.Mark);
        var parts = new DaemonParts(
            source,
            new NodeStateFile(settings.StateDir, settings.Node.NodeName),
            $"manifests in `{folder}`, state in `{settings.StateDir}`");
        parts._owned.Add(source);
        return parts;
    }

    private static DaemonParts Of(DaemonSettings settings, KubernetesSettings kubernetes, ILogger logger, Slot slot, TimeProvider time)
    {
        var metrics = new ApiMetrics();
        var client = new ApiClient(kubernetes.Connection, new ApiClientSettings(), time, metrics);
        var health = new ApiHealth(logger);
        var node = settings.Node.NodeName;
        var server = kubernetes.Connection.BaseAddress.ToString().TrimEnd('/');
        var scope = new KubernetesScope(server, kubernetes.Namespace, node, settings.Node.NodeLabels);
        var source = new KubernetesSource(client, scope, health, slot.Mark, time);
        var state = new NodeStateWriter(client, node, health, time);
        var events = new EventRecorder(client, node, health, time);
        var parts = new DaemonParts(
            source,
            // The file is for who looks on the node itself, and comes last: a full disk keeps nothing from the API server.
            new NodeStateWriters(state, events, new NodeStateFile(settings.StateDir, node)),
            $"objects of the namespace `{kubernetes.Namespace}` at {server}, last good configuration in `{settings.StateDir}`")
        {
            Client = client,
            Metrics = [metrics],
            Work = [source.RunAsync, state.RunAsync, events.RunAsync],
        };
        parts._owned.Add(client);
        return parts;
    }
}
