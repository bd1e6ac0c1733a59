namespace FrrK8s.Host.Frr;

/// <summary>What came of a rehearsal.</summary>
/// <param name="Refused">The lines that FRR would refuse, with their numbers in the wanted configuration, FRR's words, and no secret.</param>
/// <param name="Skipped">Why it was not done, or not to its end, in one line; null when it was.</param>
internal sealed record RehearsalResult(IReadOnlyList<RefusedLine> Refused, string? Skipped)
{
    /// <summary>FRR would take it all, as far as a rehearsal tells.</summary>
    public static RehearsalResult Good { get; } = new([], null);
}
