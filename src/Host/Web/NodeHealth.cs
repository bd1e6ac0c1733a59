using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;

namespace FrrK8s.Host.Web;

/// <summary>Whether the loop turns, and whether the node has its configuration.</summary>
/// <param name="longestPass">A round that takes longer hangs.</param>
internal sealed class NodeHealth(TimeSpan longestPass, TimeProvider time) : INodeObserver
{
    // A machine that is short of processors turns late.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private long _since = time.GetTimestamp();
    private TimeSpan _allowed = Slack;
    private bool _isAtWork;
    private bool _wasApplied;
    private NodePass? _last;

    /// <inheritdoc/>
    public void PassBegins(TimeSpan? queued) => Turn(isAtWork: true, longestPass);

    /// <inheritdoc/>
    public void Applied(ApplyReport report, TimeSpan took)
    {
        // The end of the round tells it.
    }

    /// <inheritdoc/>
    public void Drifted(int statements, bool isRepaired)
    {
        // What is put back is no problem of health.
    }

    /// <inheritdoc/>
    public void PassEnds(NodePass pass)
    {
        lock (_lock)
        {
            _last = pass;
            _wasApplied |= pass.Report?.Outcome == ApplyOutcome.Applied;
        }

        Turn(isAtWork: false, pass.Next + Slack);
    }

    /// <summary>Why the loop does not turn; null when it does.</summary>
    public string? Loop()
    {
        lock (_lock)
        {
            var elapsed = time.GetElapsedTime(_since);
            return elapsed <= _allowed
                ? null
                : $"the loop {(_isAtWork ? "has been at one round" : "was to turn again, and has stood still")} for {elapsed.TotalSeconds:0} s; {_allowed.TotalSeconds:0} s are allowed";
        }
    }

    /// <summary>Why the node is not as it is to be; null when a configuration is in force and FRR answers.</summary>
    public string? Ready()
    {
        lock (_lock)
        {
            return _last switch
            {
                null => "nothing was read yet",
                { Report: { Outcome: ApplyOutcome.Unavailable } report } => report.Message,
                { Conversion.Compilation: null } => _last.Conversion.Result.Length == 0 ? "the objects were not read yet" : _last.Conversion.Result,
                { Report: null } => "nothing was applied yet",
                _ when !_wasApplied => $"no configuration is in force: {_last.Report.Message}",
                _ => null,
            };
        }
    }

    private void Turn(bool isAtWork, TimeSpan allowed)
    {
        lock (_lock)
        {
            (_since, _allowed, _isAtWork) = (time.GetTimestamp(), allowed, isAtWork);
        }
    }
}
