using System.Diagnostics;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Lab.Network;

/// <summary>
/// Every route that BGP adds to a kernel or takes out of it, as the kernel says it: nothing can come and go between two looks. What the kernel could
/// not say for lack of room is an error.
/// </summary>
public sealed class RouteWatch : IAsyncDisposable
{
    private const string Test = "192.0.2.255";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<RouteEvent> _events = [];
    private readonly HashSet<string> _present = new(StringComparer.Ordinal);
    private readonly NetworkNamespace _place;
    private readonly ChildProcess _monitor;
    private volatile int _tests;
    private string _failure = "";

    private RouteWatch(NetworkNamespace place) =>
        (_place, _monitor) = (place, place.Start("ip monitor", "ip", ["-rcvbuf", "67108864", "-o", "monitor", "route"], Read));

    /// <summary>Watches from here on; there are no routes of BGP yet.</summary>
    public static async Task<RouteWatch> StartAsync(NetworkNamespace place, CancellationToken cancellationToken)
    {
        var watch = new RouteWatch(place);
        await watch.CatchUpAsync(cancellationToken);
        return watch;
    }

    /// <summary>Returns when all that the kernel has said is in the record: it says things in their order, and this comes last.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var before = _tests;
        return Wait.UntilAsync(
            async token =>
            {
                // Who has just begun to watch may miss one.
                string[] words = ["-n", _place.Name, "route"];
                await Command.RunAsync("ip", [.. words, "replace", "blackhole", Test], cancellationToken: token);
                await Command.RunAsync("ip", [.. words, "delete", "blackhole", Test], cancellationToken: token);
                return _tests > before ? null : "the kernel's routes cannot be watched";
            },
            Deadline,
            cancellationToken);
    }

    /// <summary>A place in the record of events.</summary>
    public int Mark()
    {
        lock (_lock)
        {
            return _failure.Length == 0 ? _events.Count : throw new InvalidOperationException(_failure);
        }
    }

    /// <summary>What happened since.</summary>
    public IReadOnlyList<RouteEvent> Since(int mark)
    {
        lock (_lock)
        {
            return _failure.Length == 0 ? _events[mark..] : throw new InvalidOperationException(_failure);
        }
    }

    /// <summary>The routes that are there now.</summary>
    public bool Has(IReadOnlySet<string> exactly)
    {
        lock (_lock)
        {
            return _present.SetEquals(exactly);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _monitor.DisposeAsync();

    private void Read(string line)
    {
        var at = Stopwatch.GetTimestamp();
        const string deleted = "Deleted ";
        var isDeleted = line.StartsWith(deleted, StringComparison.Ordinal);
        if (isDeleted && line.Contains(Test, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _tests);
        }

        var prefix = line[(isDeleted ? deleted.Length : 0)..].Split(' ')[0];
        lock (_lock)
        {
            if (line.Contains("proto bgp", StringComparison.Ordinal))
            {
                _events.Add(new RouteEvent(prefix, isDeleted, at));
                _ = isDeleted ? _present.Remove(prefix) : _present.Add(prefix);
            }
            else if (line.Contains("error", StringComparison.OrdinalIgnoreCase))
            {
                _failure = line;
            }
        }
    }
}
