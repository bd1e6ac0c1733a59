namespace FrrK8s.Lab.Frr;

/// <summary>
/// Starts daemons again that died, as FRR's own watchfrr does: zebra takes all others with it. What starts again has an empty
/// configuration, as FRR has in a pod.
/// </summary>
public sealed class FrrWatchdog : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // A daemon that hangs when it is started gets a second try, and all of them are started one by one.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly FrrInstance _frr;
    private readonly CancellationTokenSource _end = new();
    private readonly IReadOnlyList<string> _daemons;
    private readonly Task _loop;
    private volatile bool _busy;

    /// <summary>Watches the daemons that run now.</summary>
    public FrrWatchdog(FrrInstance frr)
    {
        _frr = frr;
        _daemons = frr.Daemons;
        _loop = Task.Run(LoopAsync);
    }

    private IEnumerable<string> Dead => _daemons.Where(_frr.HasDied);

    /// <summary>Waits until no daemon is dead.</summary>
    public Task UntilAllRunAsync(CancellationToken cancellationToken) => Wait.UntilAsync(
        async _ =>
        {
            if (_loop.IsFaulted)
            {
                await _loop;
            }

            return _busy || Dead.Any() ? "not all daemons of FRR are back" : null;
        },
        Deadline,
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            await _loop;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }

        _end.Dispose();
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            await Task.Delay(Interval, _end.Token);
            _busy = true;
            var dead = Dead.ToList();
            if (dead.Contains("zebra", StringComparer.Ordinal))
            {
                dead = [.. _daemons];
            }

            foreach (var daemon in Enumerable.Reverse(dead))
            {
                await _frr.StopDaemonAsync(daemon);
            }

            foreach (var daemon in dead)
            {
                await _frr.StartDaemonAsync(daemon, _end.Token);
            }

            _busy = false;
        }
    }
}
