using FrrK8s.Bench.Measuring;

namespace FrrK8s.Bench.Apply;

/// <summary>Contests for people: one line each, ours and the other side by side.</summary>
internal static class ContestTable
{
    private static readonly string[] Head =
        ["", "against", "runs", "in FRR", "theirs", "ratio", "verified", "theirs", "ratio", "at neighbor", "theirs", "withdrawn", "theirs", "for up to s"];

    public static string Print(IReadOnlyList<Contest> contests) => FigureTable.Print([Head, .. contests.Select(Cells)]);

    private static string[] Cells(Contest contest)
    {
        var (ours, theirs) = (contest.Ours, contest.Reference);
        var inFrr = Ms(ours.InFrrMs) + (contest.TargetMs is { } most ? $" (< {most:N0} {(ours.InFrrMs < most ? "met" : "MISSED")})" : "");
        return
        [
            contest.Name, contest.Other, $"{ours.Runs}, {theirs.Runs}",
            inFrr, Ms(theirs.InFrrMs), Ratio(contest.InFrrRatio, contest.TargetInFrr),
            Ms(ours.VerifiedMs), Ms(theirs.VerifiedMs), Ratio(contest.VerifiedRatio, contest.TargetVerified),
            Ms(ours.AtNeighborMs), Ms(theirs.AtNeighborMs),
            $"{ours.Withdrawn:N0}", $"{theirs.Withdrawn:N0}", $"{theirs.LongestGapMs / 1000:0.0}",
        ];
    }

    private static string Ms(double value) => double.IsNaN(value) ? "" : $"{value:N0}";

    private static string Ratio(double ratio, double? target) =>
        $"×{ratio:#,0.##}" + (target is { } least ? $" (> {least:0.##} {(ratio > least ? "met" : "MISSED")})" : "");
}
