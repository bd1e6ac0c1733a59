using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Sessions;

/// <summary>Writes the BGPSessionStates of this node as soon as a session changes, and else nothing.</summary>
internal sealed class BgpSessionStateWriter : BackgroundService
{
    // Somebody may have deleted some: it is looked after now and then.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    private readonly SessionPoller _sessions;
    private readonly SessionStateScope _scope;
    private readonly SessionStates _states;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Slot _slot = new();
    private IReadOnlyDictionary<(string Vrf, string Peer), SessionState>? _seen;
    private string? _problem;

    /// <summary>Begins to listen to the sessions; writes once it runs.</summary>
    public BgpSessionStateWriter(IApiClient api, SessionStateScope scope, SessionPoller sessions, ILogger logger, TimeProvider time)
    {
        (_sessions, _scope, _logger, _time) = (sessions, scope, logger, time);
        _states = new SessionStates(api, scope, time);
        sessions.Subscribe(Look);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = new Backoff();
        var listedAt = _time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _slot.Take();
                if (_time.GetElapsedTime(listedAt) >= LookAgain)
                {
                    _states.Forget();
                    listedAt = _time.GetTimestamp();
                }

                // Before bgpd has answered nothing is known, also not that there are no sessions.
                var more = _sessions.Current.Bgp.At is null
                    ? null
                    : await _states.BringAsync(SessionState.Of(_scope.Node, _sessions.Current), stoppingToken);
                Say(null);
                backoff.Reset();
                await _slot.WaitAsync(more is { } soon && soon < LookAgain ? Later(soon) : LookAgain, _time, stoppingToken);
            }
            catch (ApiException problem)
            {
                Say(problem.Message);
                await Task.Delay(backoff.Next(), _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static TimeSpan Later(TimeSpan soon) => soon > TimeSpan.FromMilliseconds(10) ? soon : TimeSpan.FromMilliseconds(10);

    // Most snapshots say what the one before said. The first one counts also when there is no session: those of before are to go.
    private void Look(SessionSnapshot snapshot)
    {
        if (snapshot.Bgp.At is null)
        {
            return;
        }

        var now = SessionState.Of(_scope.Node, snapshot);
        if (_seen is null || now.Count != _seen.Count || now.Any(state => !_seen.TryGetValue(state.Key, out var before) || before != state.Value))
        {
            _seen = now;
            _slot.Mark();
        }
    }

    private void Say(string? problem)
    {
        if (problem is not null && problem != _problem)
        {
            _logger.LogWarning("the BGPSessionStates cannot be written, and are tried again: {Problem}", problem);
        }
        else if (problem is null && _problem is not null)
        {
            _logger.LogInformation("the BGPSessionStates are written again");
        }

        _problem = problem;
    }
}
