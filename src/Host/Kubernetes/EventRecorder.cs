using FrrK8s.Host.Node;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// Tells the authors of FRRConfigurations, with Events on their objects, when this node begins to refuse one, for another reason than before, and when it
/// takes it again. Only the last word on an object waits to be said, and few are said in a time, whatever happens. What all nodes say is one Event.
/// </summary>
internal sealed class EventRecorder(IApiClient client, string node, ApiHealth health, TimeProvider time) : INodeStateWriter
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly Lock _guard = new();
    private readonly Slot _slot = new();
    private readonly Backoff _backoff = new();
    private readonly TokenBucket _bucket = new(20, TimeSpan.FromSeconds(6), time);
    private readonly Dictionary<string, ObjectState> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectState> _pending = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Write(NodeState state)
    {
        lock (_guard)
        {
            foreach (var gone in _known.Keys.Except(state.Configurations.Select(one => one.Uid)).ToList())
            {
                _known.Remove(gone);
                _pending.Remove(gone);
            }

            foreach (var one in state.Configurations.Where(one => one.Uid.Length > 0))
            {
                var before = _known.GetValueOrDefault(one.Uid);
                _known[one.Uid] = one;
                if (one.IsAccepted ? before is { IsAccepted: false } : before is not { IsAccepted: false } || before.Message != one.Message)
                {
                    _pending[one.Uid] = one;
                    _slot.Mark();
                }
            }
        }
    }

    /// <summary>Tells until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Next() is not { } one)
            {
                await _slot.WaitAsync(Rest, time, cancellationToken);
                continue;
            }

            if (_bucket.Wait() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
                continue;
            }

            await TellAsync(one, cancellationToken);
        }
    }

    private ObjectState? Next()
    {
        lock (_guard)
        {
            _slot.Take();
            return _pending.Values.FirstOrDefault();
        }
    }

    private async Task TellAsync(ObjectState one, CancellationToken cancellationToken)
    {
        try
        {
            _bucket.Take();
            await SendAsync(new ObjectEvent(one, node, time.GetUtcNow()), cancellationToken);
            health.Works(this);
            _backoff.Reset();
        }
        catch (ApiException problem)
        {
            health.Fails(this, problem);
            if (!problem.IsRefusal)
            {
                await Task.Delay(_backoff.Next(), time, cancellationToken);
                return;
            }

            // Said once in the log; the same refusal comes however often it is asked.
        }

        lock (_guard)
        {
            if (_pending.TryGetValue(one.Uid, out var now) && ReferenceEquals(now, one))
            {
                _pending.Remove(one.Uid);
            }
        }
    }

    // The same event again is one event, which counts. All nodes say it at once, so what costs least is asked first.
    private async Task SendAsync(ObjectEvent told, CancellationToken cancellationToken)
    {
        try
        {
            await AgainAsync(told, cancellationToken);
        }
        catch (ApiException missing) when (missing.IsNotFound)
        {
            try
            {
                await client.CreateAsync(ApiResources.Events, told.Namespace, told.ToJson(), cancellationToken);
            }
            catch (ApiException twice) when (twice.IsConflict)
            {
                await AgainAsync(told, cancellationToken);
            }
        }
    }

    private async Task AgainAsync(ObjectEvent told, CancellationToken cancellationToken)
    {
        var before = await client.GetAsync(ApiResources.Events, told.Namespace, told.Name, cancellationToken);
        if (!told.IsSaidBy(before))
        {
            await client.PatchAsync(ApiResources.Events, told.Namespace, told.Name, null, ApiPatch.Merge, told.Again(before), cancellationToken);
        }
    }
}
