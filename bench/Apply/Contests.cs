using System.Globalization;
using FrrK8s.Bench.Measuring;
using FrrK8s.Lab;

namespace FrrK8s.Bench.Apply;

/// <summary>
/// Changes of a real FRR in our way and in the reference's (`frr-reload.py --test`, `--reload`, `show running-config`, prefix-lists numbered by
/// place), in turn on one FRR and to the same effect.
/// </summary>
internal static class Contests
{
    public const string Name = "apply";

    private static readonly string[] Two = ["172.30.0.3", "172.18.0.11"];
    private static readonly string[] Four = ["172.30.0.3", "172.18.0.5", "172.18.0.6", "172.18.0.9"];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        if ((Prerequisites.Missing() ?? ReferenceWay.Missing()) is { } missing)
        {
            Console.WriteLine($"applying: 1 benchmark skipped: {missing}");
            return;
        }

        var contests = new List<Contest>();
        var (figures, withdrawn) = await ThousandAsync(contests, cancellationToken);
        await Console.Error.WriteLineAsync(string.Join('\n', figures.Select(figure => $"  {figure}")));
        Add(contests, await FirstLoad.RunAsync(new Site(Four, Site.Networks(1_000), IsSplit: true, []), cancellationToken));
        var steps = await FiveThousandAsync(contests, cancellationToken);

        var (ours, reference) = (contests.MaxBy(contest => contest.Ours.Withdrawn)!.Ours, contests.MaxBy(contest => contest.Reference.Withdrawn)!.Reference);
        Console.WriteLine(
            $"other routes withdrawn at a neighbor during a change, at most: ours {Math.Max(ours.Withdrawn, withdrawn)}"
            + string.Create(CultureInfo.InvariantCulture, $", the reference {reference.Withdrawn:N0}, for up to {reference.LongestGapMs / 1000:0.0} s"));
        Console.WriteLine("changes of a real FRR, ours and another way; times in ms");
        Console.WriteLine(ContestTable.Print(contests));
        Console.WriteLine(string.Join('\n', figures.Concat(steps).Select(figure => $"  {figure}")));
        Console.WriteLine($"  {await FigureFile.WriteAsync(Name, new { Contests = contests, Figures = figures, Steps = steps })}{Environment.NewLine}");
    }

    private static void Add(List<Contest> contests, params IEnumerable<Contest> more)
    {
        foreach (var contest in more)
        {
            contests.Add(contest);
            Console.Error.WriteLine($"  {contest.Name}: ours {contest.Ours.InFrrMs:N0} ms, {contest.Other} {contest.Reference.InFrrMs:N0} ms");
        }
    }

    private static async Task<(IReadOnlyList<SingleFigure> Figures, int Withdrawn)> ThousandAsync(
        List<Contest> contests, CancellationToken cancellationToken)
    {
        var site = new Site(Two, Site.Networks(1_000), IsSplit: false, Site.Networks(10, first: 11));
        await using var rig = await Rig.StartAsync(site, cancellationToken);
        Add(contests, await Withdrawal.RunAsync(rig, site, cancellationToken) with { TargetInFrr = 30, TargetMs = 2_000 });
        await Ticking.DuringAsync("putting them back", rig.LoadAsync(site, cancellationToken));
        Add(contests, await OnePrefix.RunAsync(
            rig, "one prefix more that sorts first, 1,010 × 2", site, "10.200.0.0/24", ours: 5, reference: 1, cancellationToken) with
        { TargetInFrr = 100 });
        return await EndToEnd.RunAsync(rig, site, runs: 21, cancellationToken);
    }

    private static async Task<IReadOnlyList<SingleFigure>> FiveThousandAsync(List<Contest> contests, CancellationToken cancellationToken)
    {
        // Each to one of four: FRR 8 takes half an hour to load lists of 5,000 for all four.
        var site = new Site(Four, Site.Networks(5_000), IsSplit: true, []);
        await using var rig = await Rig.StartAsync(site, cancellationToken);
        Add(contests, await OnePrefix.RunAsync(
            rig, "one prefix more that sorts last, 5,000 over 4", site, "99.0.0.0/24", ours: 7, reference: 3, cancellationToken) with
        {
            TargetInFrr = 10,
            TargetVerified = 6,
        });
        Add(contests, await Rewrite.RunAsync(rig, site.With("99.0.0.0/24"), cancellationToken));
        return await Steps.RunAsync(rig, site, "99.0.0.0/24", cancellationToken);
    }
}
