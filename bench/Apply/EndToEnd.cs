using System.Diagnostics;

namespace FrrK8s.Bench.Apply;

/// <summary>From the rename of a manifest to the route in the neighbor's kernel, through the daemon as a process.</summary>
internal static class EndToEnd
{
    // The daemon has then ended what it does after a change, and waits for nothing: each change is the first after quiet.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    public static async Task<(IReadOnlyList<SingleFigure> Figures, int Withdrawn)> RunAsync(
        Rig rig, Site site, int runs, CancellationToken cancellationToken)
    {
        rig.Ours.Dispose();
        await using var daemon = await BenchDaemon.StartAsync(rig, site, ["--bgp-debounce-timeout", "1"], cancellationToken);
        await Ticking.DuringAsync("starting the daemon", rig.SettledAsync(site, cancellationToken));
        var times = new List<double>();
        var withdrawn = 0;
        var previous = "";
        // The first change waits for the daemon's start and its cold code.
        for (var run = 0; run <= runs; run++)
        {
            var prefix = $"90.0.{run}.0/24";
            var change = await daemon.PrepareAsync("extra.yaml", Extra(site, prefix).Manifest("extra"), cancellationToken);
            await Task.Delay(Quiet, cancellationToken);
            var marks = rig.Mark();
            var begin = Stopwatch.GetTimestamp();
            change();
            var arrival = rig.ArrivalAsync(prefix, marks, cancellationToken);
            await Ticking.DuringAsync($"rename {run} of {runs}", arrival);
            await rig.SettledAsync(site.With(prefix), cancellationToken);
            withdrawn = Math.Max(withdrawn, rig.LossesSince(marks, new HashSet<string>(StringComparer.Ordinal) { prefix, previous }).Count);
            previous = prefix;
            if (run > 0)
            {
                times.Add(Stopwatch.GetElapsedTime(begin, await arrival).TotalMilliseconds);
            }
        }

        var what = $"from a manifest's rename to the neighbor's kernel, among {site.Told.Count():N0} prefixes, {runs} times";
        return (
            [
                new SingleFigure($"{what}, median", Timing.Median(times), "ms", 250),
                new SingleFigure($"{what}, least", times.Min(), "ms"),
                new SingleFigure($"{what}, most", times.Max(), "ms"),
            ],
            withdrawn);
    }

    /// <summary>A manifest beside that of the site, with a prefix of its own for the same neighbors.</summary>
    public static Site Extra(Site site, string prefix) => new(site.Neighbors, [], IsSplit: false, [prefix]);
}
