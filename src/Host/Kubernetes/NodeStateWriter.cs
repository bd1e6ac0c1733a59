using FrrK8s.Host.Node;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// Keeps the FRRNodeState of the node at what was said last. What was said before that and not written yet is skipped; whoever says it never waits. An
/// object that somebody deletes is made again.
/// </summary>
internal sealed class NodeStateWriter : INodeStateWriter
{
    // Under constant change it writes this often.
    private static readonly TimeSpan LeastGap = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly Lock _guard = new();
    private readonly Slot _slot = new();
    private readonly Backoff _backoff = new();
    private readonly IApiClient _client;
    private readonly string _node;
    private readonly ApiHealth _health;
    private readonly TimeProvider _time;
    private readonly WatchedObject _there;
    private readonly ApiWatcher _watcher;
    private NodeState? _wanted;
    private NodeState? _written;

    /// <summary>A writer for one node. <see cref="RunAsync"/> makes it live.</summary>
    public NodeStateWriter(IApiClient client, string node, ApiHealth health, TimeProvider time)
    {
        (_client, _node, _health, _time) = (client, node, health, time);
        _there = new WatchedObject(node, _guard, ReducedObject.NodeState, Vanished);
        _watcher = new ApiWatcher(client, ApiResources.FrrNodeStates, null, ApiSelector.Name(node), _there, health, time);
    }

    /// <inheritdoc/>
    public void Write(NodeState state)
    {
        // Before anything was read there is nothing to say that is better than what stands there from before.
        if (state.LastConversionResult.Length == 0)
        {
            return;
        }

        lock (_guard)
        {
            if (state == _wanted)
            {
                return;
            }

            _wanted = state;
        }

        _slot.Mark();
    }

    /// <summary>Writes until cancelled. An exception that comes out of here is a mistake of this program.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = Task.Run(() => _watcher.RunAsync(stop.Token), CancellationToken.None);
        try
        {
            while (!watching.IsFaulted)
            {
                var wait = await WriteAsync(stop.Token);
                await Task.Delay(wait ?? LeastGap, _time, stop.Token);
                if (wait is null)
                {
                    await Task.WhenAny(_slot.WaitAsync(Rest, _time, stop.Token), watching);
                    stop.Token.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        await watching;
    }

    // How long to wait before the next try; null when there is none to make.
    private async Task<TimeSpan?> WriteAsync(CancellationToken cancellationToken)
    {
        NodeState? state;
        lock (_guard)
        {
            _slot.Take();
            state = _wanted == _written ? null : _wanted;
        }

        if (state is null)
        {
            return null;
        }

        try
        {
            await WriteAsync(state, cancellationToken);
            lock (_guard)
            {
                _written = state;
            }

            _health.Works(this);
            _backoff.Reset();
            return null;
        }
        catch (ApiException problem)
        {
            _health.Fails(this, problem);
            var pause = _backoff.Next();
            return problem.RetryAfter is { } wish && wish > pause ? wish : pause;
        }
    }

    private async Task WriteAsync(NodeState state, CancellationToken cancellationToken)
    {
        var patch = NodeStateJson.Patch(NodeStateSize.Fit(state));
        try
        {
            await PatchAsync();
        }
        catch (ApiException missing) when (missing.IsNotFound)
        {
            try
            {
                await _client.CreateAsync(ApiResources.FrrNodeStates, null, NodeStateJson.Bare(_node), cancellationToken);
            }
            catch (ApiException twice) when (twice.IsConflict)
            {
                // Somebody made it meanwhile.
            }

            await PatchAsync();
        }

        Task PatchAsync() => _client.PatchAsync(ApiResources.FrrNodeStates, null, _node, "status", ApiPatch.Merge, patch, cancellationToken);
    }

    // Called with the guard held.
    private void Vanished()
    {
        if (_there.Document is null)
        {
            _written = null;
            _slot.Mark();
        }
    }
}
