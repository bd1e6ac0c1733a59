namespace FrrK8s.Host.Sessions;

/// <summary>What a daemon of FRR said last, and when. While it is busy or hangs, that is what it said before.</summary>
/// <param name="At">The time stamp of the answer, or of finding that the daemon does not run; null as long as neither is known.</param>
/// <param name="Problem">Why there is no newer answer; null when there is one.</param>
internal sealed record Answered<T>(IReadOnlyList<T> Items, long? At, string? Problem)
{
    /// <summary>Before the first answer.</summary>
    public static readonly Answered<T> Nothing = new([], null, null);
}
