using System.Text.Json;
using FrrK8s.Host.Frr;
using Microsoft.Extensions.Hosting;

namespace FrrK8s.Host.Sessions;

/// <summary>
/// Asks bgpd and bfdd for their sessions each second, each by itself: one that is busy or hangs keeps neither the other nor any reader waiting, and what it
/// said last stays, with its age.
/// </summary>
internal sealed class SessionPoller(VtyClient vty, TimeProvider time) : BackgroundService
{
    private const string Bgpd = "bgpd";
    private const string Bfdd = "bfdd";

    // A daemon with many hundred neighbors is asked less often: answering takes at most a fiftieth of its time.
    private const int RestPerWork = 50;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Action<SessionSnapshot> _taken = _ => { };
    private SessionSnapshot _current = SessionSnapshot.Nothing;

    /// <summary>What is known now.</summary>
    public SessionSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Gives each snapshot from now on to somebody as it is taken, one at a time; may not block.</summary>
    public void Subscribe(Action<SessionSnapshot> taken) => _taken += taken;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        FollowAsync(
            Bgpd,
            token => vty.AskAsync(Bgpd, BgpAnswer.Question, BgpAnswer.Read, token),
            snapshot => snapshot.Bgp,
            neighbor => neighbor.WithoutBgpd(),
            (snapshot, bgp) => snapshot with { Bgp = bgp },
            stoppingToken),
        FollowAsync(
            Bfdd,
            AskBfddAsync,
            snapshot => snapshot.Bfd,
            peer => peer with { Status = "down" },
            (snapshot, bfd) => snapshot with { Bfd = bfd },
            stoppingToken));

    private async Task<IReadOnlyList<BfdPeer>> AskBfddAsync(CancellationToken cancellationToken)
    {
        var peers = await vty.AskAsync(Bfdd, BfdAnswer.Question, BfdAnswer.Read, cancellationToken);
        return peers.Count == 0
            ? peers
            : await vty.AskAsync(Bfdd, BfdAnswer.CountersQuestion, answer => BfdAnswer.WithCounters(peers, answer), cancellationToken);
    }

    private async Task FollowAsync<T>(
        string daemon,
        Func<CancellationToken, Task<IReadOnlyList<T>>> ask,
        Func<SessionSnapshot, Answered<T>> part,
        Func<T, T> withoutDaemon,
        Func<SessionSnapshot, Answered<T>, SessionSnapshot> with,
        CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var askedAt = time.GetTimestamp();
            var answered = await AnsweredAsync(daemon, ask, part(Current), withoutDaemon, stopping);
            Publish(snapshot => with(snapshot, answered));
            var took = time.GetElapsedTime(askedAt);
            var interval = TimeSpan.FromTicks(Math.Clamp(took.Ticks * RestPerWork, Interval.Ticks, LongestInterval.Ticks));
            await Task.Delay(interval > took ? interval - took : Interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Answered<T>> AnsweredAsync<T>(
        string daemon, Func<CancellationToken, Task<IReadOnlyList<T>>> ask, Answered<T> before, Func<T, T> withoutDaemon, CancellationToken stopping)
    {
        try
        {
            return new Answered<T>(await ask(stopping), time.GetTimestamp(), null);
        }
        catch (VtyException problem) when (problem.IsGone)
        {
            // A session does not outlive its daemon. Its neighbors stay known, so that they are seen to be down.
            return new Answered<T>([.. before.Items.Select(withoutDaemon)], time.GetTimestamp(), $"{daemon} is not running");
        }
        catch (VtyException problem)
        {
            return before with { Problem = problem.Message };
        }
        catch (JsonException problem)
        {
            return before with { Problem = $"{daemon} answered what is no JSON: {problem.Message}" };
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return before;
        }
    }

    private void Publish(Func<SessionSnapshot, SessionSnapshot> change)
    {
        lock (_lock)
        {
            Volatile.Write(ref _current, change(_current));
            _taken(_current);
        }
    }
}
