namespace FrrK8s.Host.Node;

/// <summary>The times of the loop.</summary>
internal sealed record NodeLoopSettings
{
    /// <summary>How long after a change the next one waits, so that a burst becomes one. The first is handled at once.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The least time between two looks at the source.</summary>
    public TimeSpan LookGap { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often FRR is asked whether it still runs what it was given.</summary>
    public TimeSpan Verify { get; init; } = TimeSpan.FromSeconds(30);
}
