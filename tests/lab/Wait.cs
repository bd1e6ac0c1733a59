using System.Diagnostics;

namespace FrrK8s.Lab;

/// <summary>Waits for a state of the outside world that sends no event, by looking often; never longer than a deadline.</summary>
public static class Wait
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns when <paramref name="missing"/> finds nothing missing; after the deadline it throws with the last answer.</summary>
    public static async Task UntilAsync(Func<CancellationToken, Task<string?>> missing, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (await missing(cancellationToken) is { } reason)
        {
            if (watch.Elapsed > deadline)
            {
                throw new TimeoutException($"after {deadline.TotalSeconds} s: {reason}");
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
