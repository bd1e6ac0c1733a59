using System.Diagnostics;

namespace FrrK8s.Bench.Apply;

/// <summary>All of a configuration into a fresh FRR, the ways in turn. Nobody is told of anything, so both times are until the end.</summary>
internal static class FirstLoad
{
    private const int Runs = 2;

    public static async Task<IReadOnlyList<Contest>> RunAsync(Site site, CancellationToken cancellationToken)
    {
        var text = site.Text();
        var name = $"first load of {site.Told.Count():N0} prefixes";
        var (own, bare) = (new List<Timing>(), new List<Timing>());
        for (var run = 0; run < Runs; run++)
        {
            bare.Add(await OnceAsync("vtysh -f", frr => new ReferenceWay(frr.Frr).LoadAsync(text, daemon: null, cancellationToken)));
            own.Add(await OnceAsync("ours", OursAsync));
        }

        var reload = await OnceAsync("frr-reload.py", frr => new ReferenceWay(frr.Frr).ApplyAsync(ReferenceText.Of(text), cancellationToken));
        var (best, bareBest) = (own.MinBy(run => run.VerifiedMs)!, bare.MinBy(run => run.VerifiedMs)!);
        return
        [
            // At most 1.1 times as long.
            new Contest(name, best, "bare vtysh -f", bareBest) { TargetVerified = 1 / 1.1 },
            new Contest(name, best, "frr-reload.py", reload),
        ];

        async Task OursAsync(BareFrr frr)
        {
            using var ours = new OurWay(frr.Frr, frr.WorkFolder);
            await ours.ApplyAsync(text, cancellationToken);
        }

        async Task<Timing> OnceAsync(string way, Func<BareFrr, Task> load)
        {
            await using var frr = await BareFrr.StartAsync(cancellationToken);
            var begin = Stopwatch.GetTimestamp();
            await Ticking.DuringAsync($"{name}, {way}", load(frr));
            var ms = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            return new Timing(ms, ms, double.NaN, 0, 0, Runs);
        }
    }
}
