namespace FrrK8s.Host.Node;

/// <summary>The times of the loop.</summary>
internal sealed record NodeLoopSettings
{
    // Applying takes at most a tenth of the time.
    private const int RestPerWork = 9;

    private static readonly TimeSpan LeastRest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostRest = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long after a change the next one waits, so that a burst becomes one; the first is handled at once. Null: as long as keeps applying under a
    /// tenth of the time, and ten seconds at most.
    /// </summary>
    public TimeSpan? Debounce { get; init; }

    /// <summary>The least time between two looks at the source.</summary>
    public TimeSpan LookGap { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often FRR is asked whether it still runs what it was given.</summary>
    public TimeSpan DriftInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What happens when it does not.</summary>
    public DriftPolicy DriftPolicy { get; init; } = DriftPolicy.Repair;

    /// <summary>How long a change that took so long keeps the next one waiting.</summary>
    public TimeSpan RestAfter(TimeSpan work) =>
        Debounce ?? TimeSpan.FromTicks(Math.Clamp(work.Ticks * RestPerWork, LeastRest.Ticks, MostRest.Ticks));
}
