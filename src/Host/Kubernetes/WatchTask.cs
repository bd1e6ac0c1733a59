namespace FrrK8s.Host.Kubernetes;

/// <summary>A watcher at work on one object.</summary>
internal sealed class WatchTask : IDisposable
{
    private readonly CancellationTokenSource _stop;

    private WatchTask(ApiWatcher watcher, WatchedObject found, CancellationTokenSource stop, Task running) =>
        (Watcher, Found, _stop, Running) = (watcher, found, stop, running);

    /// <summary>Who watches.</summary>
    public ApiWatcher Watcher { get; }

    /// <summary>What there is.</summary>
    public WatchedObject Found { get; }

    /// <summary>Ends only when it is stopped, or by a mistake of this program.</summary>
    public Task Running { get; }

    /// <summary>True when it is known whether there is such an object, or that this program may not know.</summary>
    public bool IsKnown => Watcher.IsListed || Watcher.Problem is { IsRefusal: true };

    /// <summary>Starts watching.</summary>
    public static WatchTask Start(ApiWatcher watcher, WatchedObject found, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new WatchTask(watcher, found, stop, Task.Run(() => watcher.RunAsync(stop.Token), CancellationToken.None));
    }

    /// <summary>Ends it. It needs not be waited for: what it still says goes nowhere.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
