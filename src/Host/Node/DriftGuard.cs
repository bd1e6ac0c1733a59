using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>When FRR is asked whether it still runs what it was given, and what is known of the answers.</summary>
internal sealed class DriftGuard(NodeLoopSettings times, TimeProvider time)
{
    // Somebody who always changes the same again is not fought with all we have.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private long _askedAt;
    private TimeSpan _pause = times.DriftInterval;
    private bool _isAsked;

    /// <summary>The statements in which FRR differed when it was last asked; empty when it did not.</summary>
    public IReadOnlyList<DriftLine> Lines { get; private set; } = [];

    /// <summary>What was repaired last; empty when nothing ever was.</summary>
    public string LastRepair { get; private set; } = "";

    /// <summary>How often something was put back since this program started.</summary>
    public int Repairs { get; private set; }

    /// <summary>True when it is time to ask.</summary>
    public bool IsDue => !_isAsked || Remaining <= TimeSpan.Zero;

    /// <summary>How long until it is time to ask.</summary>
    public TimeSpan Remaining => _pause - time.GetElapsedTime(_askedAt);

    /// <summary>FRR answered to a periodic question.</summary>
    public void Asked(IReadOnlyList<DriftLine> drift)
    {
        (_isAsked, _askedAt, Lines) = (true, time.GetTimestamp(), drift);
        if (drift.Count == 0)
        {
            _pause = times.DriftInterval;
        }
    }

    /// <summary>FRR was brought to its configuration, and read back.</summary>
    public void Applied(IReadOnlyList<DriftLine> left) => (_isAsked, _askedAt, Lines) = (true, time.GetTimestamp(), left);

    /// <summary>What differed is put back: if it differs soon again, that has more time.</summary>
    public void Repaired()
    {
        Repairs++;
        LastRepair = $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}: {DriftLine.Several(Lines)}";
        _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, Math.Max(LongestPause.Ticks, times.DriftInterval.Ticks)));
    }
}
