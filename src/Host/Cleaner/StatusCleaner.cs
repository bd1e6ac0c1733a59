using FrrK8s.Host.Controller;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Cleaner;

/// <summary>
/// Deletes the FRRNodeStates and BGPSessionStates of nodes that have no daemon. Nothing is deleted before all lists are in, while a
/// watch is broken, in a node's time of grace, or when the pods, asked for once more, are there after all. Any number of cleaners may
/// run: deleting twice is deleting once, so none has to lead.
/// </summary>
internal sealed class StatusCleaner
{
    private readonly IApiClient _client;
    private readonly CleanerSettings _settings;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Slot _slot = new();
    private readonly DaemonPods _pods;
    private readonly IReadOnlyList<NodeObjects> _objects;
    private readonly IReadOnlyList<ApiWatcher> _watchers;
    private readonly AbsentNodes _absent;
    private readonly Backoff _backoff = new();
    private string _lastProblem = "";

    /// <summary>A cleaner that does nothing yet.</summary>
    public StatusCleaner(IApiClient client, CleanerSettings settings, ApiHealth health, ILogger logger, TimeProvider time)
    {
        (_client, _settings, _logger, _time) = (client, settings, logger, time);
        _pods = new DaemonPods(_slot.Mark);
        _objects = [NodeObjects.NodeStates(_slot.Mark), NodeObjects.SessionStates(_slot.Mark)];
        _absent = new AbsentNodes(settings.Grace, time);
        _watchers =
        [
            Watch(ApiResources.Pods, settings.Namespace, new ApiSelector(settings.Selector, null), _pods),
            .. _objects.Select(kind => Watch(kind.Resource, kind.Resource.IsNamespaced ? settings.Namespace : null, ApiSelector.All, kind)),
        ];

        ApiWatcher Watch(ApiResource resource, string? ns, ApiSelector selector, IApiStore store) =>
            new(client, resource, ns, selector, store, health, time) { OnStateChange = _slot.Mark };
    }

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Together.RunAsync([.. _watchers.Select<ApiWatcher, Func<CancellationToken, Task>>(watcher => watcher.RunAsync), LoopAsync], cancellationToken);

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _slot.Take();
            var pause = await RoundAsync(cancellationToken);
            await _slot.WaitAsync(pause, _time, cancellationToken);
        }
    }

    private async Task<TimeSpan> RoundAsync(CancellationToken cancellationToken)
    {
        if (!_watchers.All(watcher => watcher is { IsListed: true, Problem: null }))
        {
            return _settings.Interval;
        }

        var byNode = _objects.Select(kind => (Kind: kind, Nodes: kind.ByNode())).ToList();
        var described = byNode.SelectMany(kind => kind.Nodes).Select(group => group.Key).Where(node => node.Length > 0).ToHashSet(StringComparer.Ordinal);
        var overdue = _absent.Overdue(described, _pods.Nodes());
        try
        {
            if (overdue.Count > 0)
            {
                var alive = await AskAsync(cancellationToken);
                foreach (var node in overdue.Where(node => !alive.Contains(node)))
                {
                    foreach (var (kind, nodes) in byNode)
                    {
                        await DeleteAsync(kind, node, [.. nodes[node]], cancellationToken);
                    }
                }
            }

            _backoff.Reset();
            _lastProblem = "";
        }
        catch (ApiException problem)
        {
            _logger.Log(problem.Message == _lastProblem ? LogLevel.Debug : LogLevel.Warning, "status cleaner: {Problem}; trying again until it works", problem.Message);
            _lastProblem = problem.Message;
            return _backoff.Next();
        }

        return _absent.Next() is { } next && next < _settings.Interval ? next : _settings.Interval;
    }

    /// <summary>The nodes that have a daemon now, not as a watch remembers it.</summary>
    private async Task<HashSet<string>> AskAsync(CancellationToken cancellationToken)
    {
        var pods = await _client.ListAsync(ApiResources.Pods, _settings.Namespace, new ApiSelector(_settings.Selector, null), cancellationToken);
        return pods.Items.Select(pod => (pod.Child("spec") ?? default).TextOf("nodeName")).ToHashSet(StringComparer.Ordinal);
    }

    private async Task DeleteAsync(NodeObjects kind, string node, IReadOnlyList<(string Namespace, string Name)> objects, CancellationToken cancellationToken)
    {
        foreach (var (ns, name) in objects)
        {
            try
            {
                await _client.DeleteAsync(kind.Resource, kind.Resource.IsNamespaced ? ns : null, name, cancellationToken);
            }
            catch (ApiException problem) when (problem.IsNotFound)
            {
                // Somebody else was faster.
            }
        }

        if (objects.Count > 0)
        {
            _logger.LogInformation("deleted {Count} {Kind} of the node `{Node}`, which has no daemon", objects.Count, kind.Resource.Plural, node);
        }
    }
}
