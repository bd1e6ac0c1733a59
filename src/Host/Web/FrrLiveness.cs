using System.Collections.Concurrent;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Metrics;
using Microsoft.Extensions.Hosting;

namespace FrrK8s.Host.Web;

/// <summary>
/// Tells a dead FRR from a busy one: a daemon of which nobody listens at the socket is dead; one that does not answer is busy, for minutes when it loads
/// thousands of prefixes, until it is counted as dead too.
/// </summary>
internal sealed class FrrLiveness(VtyClient vty, TimeProvider time) : BackgroundService, IMetricsSource
{
    /// <summary>A daemon that has not answered for so long does not come back by itself.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // Without them no FRR is one that this program can use. Others count once they have answered: a socket may be left of a daemon that is not wanted any more.
    private static readonly string[] Needed = ["bgpd", "zebra"];

    private readonly ConcurrentDictionary<string, Life> _lives = new(StringComparer.Ordinal);

    /// <summary>What is wrong, each daemon by its name; null when all live.</summary>
    public string? Problem()
    {
        var problems = _lives.OrderBy(life => life.Key, StringComparer.Ordinal).Select(life => Problem(life.Key, life.Value)).OfType<string>().ToList();
        return problems.Count == 0 ? null : string.Join("; ", problems);
    }

    /// <inheritdoc/>
    public void WriteTo(MetricsText text)
    {
        text.Family("frrk8s_frr_daemon_up", "gauge", "1 if the daemon of FRR lives, 0 if it is gone or has not answered for ten minutes");
        foreach (var (daemon, life) in _lives.OrderBy(life => life.Key, StringComparer.Ordinal))
        {
            text.Sample(Problem(daemon, life) is null ? 1 : 0, [("daemon", daemon)]);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var daemon in Needed)
        {
            _lives[daemon] = new Life(time.GetTimestamp(), IsGone: false);
        }

        var asked = new Dictionary<string, Task>(StringComparer.Ordinal);
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var daemon in vty.Daemons().Union(_lives.Keys).Where(daemon => !asked.TryGetValue(daemon, out var task) || task.IsCompleted))
            {
                asked[daemon] = AskAsync(daemon, stoppingToken);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(asked.Values);
    }

    private async Task AskAsync(string daemon, CancellationToken stopping)
    {
        try
        {
            await vty.AskAsync(daemon, "show version", _ => true, stopping);
            _lives[daemon] = new Life(time.GetTimestamp(), IsGone: false);
        }
        catch (VtyException problem)
        {
            if (_lives.TryGetValue(daemon, out var life))
            {
                _lives[daemon] = life with { IsGone = problem.IsGone };
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nobody asks any more.
        }
    }

    private string? Problem(string daemon, Life life) => (life.IsGone, Silence: time.GetElapsedTime(life.AnsweredAt)) switch
    {
        (true, _) => $"{daemon} is not running",
        (_, { } silence) when silence > LongestSilence => $"{daemon} has not answered for {silence.TotalMinutes:0} minutes",
        _ => null,
    };

    /// <param name="AnsweredAt">When it answered last; at the start it is as if it just had.</param>
    /// <param name="IsGone">Nobody listened when it was asked last.</param>
    private sealed record Life(long AnsweredAt, bool IsGone);
}
