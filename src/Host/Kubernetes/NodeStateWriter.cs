using System.Text.Json;
using FrrK8s.Host.Node;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// Keeps the FRRNodeState of the node at what was said last. What was said before that and not written yet is skipped; whoever says it never waits. An
/// object that somebody deletes is made again. Of what stays as it is, the time is written anew now and then: who reads a state knows how old it is.
/// </summary>
internal sealed class NodeStateWriter : INodeStateWriter
{
    // Under constant change it writes this often.
    private static readonly TimeSpan LeastGap = TimeSpan.FromMilliseconds(500);

    // The nodes of a cluster start together, and should not write together.
    private readonly TimeSpan _refresh;

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
    private long _writtenAt;

    /// <summary>A writer for one node. <see cref="RunAsync"/> makes it live.</summary>
    /// <param name="refresh">How old the time of a state can become; by chance four to five minutes.</param>
    public NodeStateWriter(IApiClient client, string node, ApiHealth health, TimeProvider time, TimeSpan? refresh = null)
    {
        _refresh = refresh ?? TimeSpan.FromMinutes(4 + Random.Shared.NextDouble());
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
            var isSame = state == _wanted;
            _wanted = state;
            if (isSame)
            {
                return;
            }
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
                    await Task.WhenAny(_slot.WaitAsync(_refresh, _time, stop.Token), watching);
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
        bool isSame;
        lock (_guard)
        {
            _slot.Take();
            isSame = _wanted == _written;
            state = isSame && !IsOld() ? null : _wanted;
        }

        if (state is null)
        {
            return null;
        }

        try
        {
            await WriteAsync(state, isSame, cancellationToken);
            lock (_guard)
            {
                (_written, _writtenAt) = (state, _time.GetTimestamp());
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

    private bool IsOld() => _wanted?.ObservedAt != _written?.ObservedAt && _time.GetElapsedTime(_writtenAt) >= _refresh;

    private async Task WriteAsync(NodeState state, bool isSame, CancellationToken cancellationToken)
    {
        try
        {
            await PatchAsync(isSame ? NodeStateJson.Seen(state) : Whole());
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

            await PatchAsync(Whole());
        }

        JsonElement Whole() => NodeStateJson.Patch(NodeStateSize.Fit(state));

        Task PatchAsync(JsonElement patch) =>
            _client.PatchAsync(ApiResources.FrrNodeStates, null, _node, "status", ApiPatch.Merge, patch, cancellationToken);
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
