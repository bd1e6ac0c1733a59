namespace FrrK8s.Host.Kubernetes;

/// <summary>A watcher at work on one object.</summary>
internal sealed class WatchTask : IDisposable
{
    /// <summary>So long a 403 may be one that ends: the Role that lets nodes read what an object names is written after the object.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop;
    private volatile bool _isPatient = true;

    private WatchTask(ApiWatcher watcher, WatchedObject found, CancellationTokenSource stop, Task running) =>
        (Watcher, Found, _stop, Running) = (watcher, found, stop, running);

    /// <summary>Who watches.</summary>
    public ApiWatcher Watcher { get; }

    /// <summary>What there is.</summary>
    public WatchedObject Found { get; }

    /// <summary>Ends only when it is stopped, or by a mistake of this program.</summary>
    public Task Running { get; }

    /// <summary>True when it is known whether there is such an object, or that this program may not know.</summary>
    public bool IsKnown => Watcher.IsListed || (Watcher.Problem is { IsRefusal: true } problem && (problem.StatusCode != 403 || !_isPatient));

    /// <summary>Starts watching. When the time of grace is over it says so.</summary>
    public static WatchTask Start(ApiWatcher watcher, WatchedObject found, TimeProvider time, Action onPatienceLost, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var task = new WatchTask(watcher, found, stop, Task.Run(() => watcher.RunAsync(stop.Token), CancellationToken.None));
        _ = task.LosePatienceAsync(time, onPatienceLost, stop.Token);
        return task;
    }

    /// <summary>Ends it. It needs not be waited for: what it still says goes nowhere.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task LosePatienceAsync(TimeProvider time, Action onPatienceLost, CancellationToken stopping)
    {
        await Task.Delay(Grace, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested)
        {
            _isPatient = false;
            onPatienceLost();
        }
    }
}
