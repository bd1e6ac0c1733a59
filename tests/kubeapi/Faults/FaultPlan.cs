using System.Collections.Immutable;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Faults;

/// <summary>What a test lets go wrong. Everything happens at once and in the order of the calls; nothing is left to chance.</summary>
public sealed class FaultPlan
{
    private readonly ObjectStore _store;
    private readonly ListSnapshots _snapshots;
    private ImmutableList<ActiveWatch> _watches = [];
    private ImmutableList<RequestFault> _requests = [];

    internal FaultPlan(ObjectStore store, ListSnapshots snapshots)
    {
        _store = store;
        _snapshots = snapshots;
    }

    /// <summary>How many watches of a kind are open.</summary>
    public int WatchCount(ResourceKind? kind = null) => Of(kind).Count();

    /// <summary>Breaks the connections of all watches of a kind, or of all kinds.</summary>
    public void DropWatches(ResourceKind? kind = null)
    {
        foreach (var watch in Of(kind))
        {
            watch.Drop();
        }
    }

    /// <summary>Ends all watches as a server does that has had enough of them.</summary>
    public void EndWatches(ResourceKind? kind = null) => Tell(kind, WatchFaultKind.End);

    /// <summary>Lets watches fall silent until the result is disposed.</summary>
    public IDisposable SilenceWatches(ResourceKind? kind = null)
    {
        var silence = new Silence();
        Tell(kind, WatchFaultKind.Silence, silence.Over);
        return silence;
    }

    /// <summary>The next event of each watch is cut in the middle of its line.</summary>
    public void CutNextEvent(ResourceKind? kind = null) => Tell(kind, WatchFaultKind.CutNext);

    /// <summary>All events of each watch come once more.</summary>
    public void RepeatEvents(ResourceKind? kind = null) => Tell(kind, WatchFaultKind.Repeat);

    /// <summary>Each watch is told that its resourceVersion is too old.</summary>
    public void ExpireWatches(ResourceKind? kind = null) => Tell(kind, WatchFaultKind.Expired);

    /// <summary>Each watch gets an ERROR event that says 500.</summary>
    public void BreakWatches(ResourceKind? kind = null) => Tell(kind, WatchFaultKind.Broken);

    /// <summary>Forgets the past: a watch that starts at an earlier resourceVersion gets 410.</summary>
    public void ForgetHistory(ResourceKind kind) => _store.Forget(kind);

    /// <summary>Lists that were begun in chunks cannot be continued.</summary>
    public void ExpireContinues() => _snapshots.Clear();

    /// <summary>Answers the next requests with a status.</summary>
    public RequestFault FailNext(int count, Func<RequestRecord, bool> matches, int status, int retryAfterSeconds = 0) =>
        Add(new RequestFault(matches, count) { Status = status, RetryAfterSeconds = retryAfterSeconds });

    /// <summary>Breaks the connections of the next requests without an answer.</summary>
    public RequestFault BreakNext(int count, Func<RequestRecord, bool> matches) =>
        Add(new RequestFault(matches, count) { Status = 0 });

    /// <summary>Holds the next requests back until a task ends.</summary>
    public RequestFault HoldNext(int count, Func<RequestRecord, bool> matches, Task until) =>
        Add(new RequestFault(matches, count) { Before = until.WaitAsync });

    /// <summary>Delays the next requests.</summary>
    public RequestFault DelayNext(int count, Func<RequestRecord, bool> matches, TimeSpan delay) =>
        Add(new RequestFault(matches, count) { Before = cancellationToken => Task.Delay(delay, cancellationToken) });

    /// <summary>Lets all requests through again.</summary>
    public void Clear()
    {
        foreach (var fault in Interlocked.Exchange(ref _requests, []))
        {
            fault.Stop();
        }
    }

    internal RequestFault? Take(RequestRecord request) => _requests.Find(fault => fault.Takes(request));

    internal void Opened(ActiveWatch watch) => ImmutableInterlocked.Update(ref _watches, watches => watches.Add(watch));

    internal void Closed(ActiveWatch watch) => ImmutableInterlocked.Update(ref _watches, watches => watches.Remove(watch));

    private RequestFault Add(RequestFault fault)
    {
        ImmutableInterlocked.Update(ref _requests, faults => faults.RemoveAll(old => old.Left == 0).Add(fault));
        return fault;
    }

    private IEnumerable<ActiveWatch> Of(ResourceKind? kind) =>
        _watches.Where(watch => kind is null || (watch.Kind.Group, watch.Kind.Plural) == (kind.Group, kind.Plural));

    private void Tell(ResourceKind? kind, WatchFaultKind fault, Task? until = null)
    {
        foreach (var watch in Of(kind))
        {
            watch.Tell(new WatchFault(fault, until ?? Task.CompletedTask));
        }
    }
}
