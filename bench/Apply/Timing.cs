namespace FrrK8s.Bench.Apply;

/// <summary>How one change went.</summary>
/// <param name="InFrrMs">Until FRR had the change.</param>
/// <param name="VerifiedMs">Until it was known to have it.</param>
/// <param name="AtNeighborMs">Until the neighbor's kernel had it.</param>
/// <param name="Withdrawn">Routes that the change does not concern and a neighbor's kernel lost meanwhile.</param>
/// <param name="LongestGapMs">For how long the one that was away longest was away.</param>
/// <param name="Runs">Of how many runs: the times are medians, the losses the worst.</param>
internal sealed record Timing(double InFrrMs, double VerifiedMs, double AtNeighborMs, int Withdrawn, double LongestGapMs, int Runs)
{
    public static Timing Of(IReadOnlyList<Timing> runs) => new(
        Median(runs.Select(run => run.InFrrMs)),
        Median(runs.Select(run => run.VerifiedMs)),
        Median(runs.Select(run => run.AtNeighborMs)),
        runs.Max(run => run.Withdrawn),
        runs.Max(run => run.LongestGapMs),
        runs.Count);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
