using System.Diagnostics;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;

namespace FrrK8s.Bench.Apply;

/// <summary>Manifests written anew with another comment. Ours is the whole way from reading them; the reference's starts behind its own rendering.</summary>
internal static class Rewrite
{
    private const int Runs = 9;
    private const int ReferenceRuns = 3;

    public static async Task<Contest> RunAsync(Rig rig, Site site, CancellationToken cancellationToken)
    {
        var folder = await rig.Lab.Folder.AddAsync("rewritten", cancellationToken: cancellationToken);
        var state = await rig.Lab.Folder.AddAsync("rewritten-state", cancellationToken: cancellationToken);
        var source = new ManifestFolder(folder, TimeProvider.System, settle: TimeSpan.Zero);
        var frr = new CountedFrr(rig.Ours.Frr);
        var applier = new Applier(frr, new KeptConfigurations(state), new Inheritance(text: null, TimeSpan.Zero, TimeProvider.System));
        await OnceAsync(0);
        var before = frr.Calls;
        var ours = new List<Timing>();
        for (var run = 1; run <= Runs; run++)
        {
            ours.Add(await OnceAsync(run));
        }

        if (frr.Calls != before)
        {
            throw new InvalidOperationException($"FRR was asked or told something {frr.Calls - before} times");
        }

        var reference = new List<Timing>();
        var text = ReferenceText.Of(site.Text());
        for (var run = 0; run < ReferenceRuns; run++)
        {
            reference.Add(await TimeAsync(() => Ticking.DuringAsync("no difference, frr-reload.py", rig.Reference.ApplyAsync(text, cancellationToken))));
        }

        return new Contest($"rewritten without a difference, {site.Told.Count():N0} prefixes; FRR asked {frr.Calls - before} times", Timing.Of(ours), "frr-reload.py", Timing.Of(reference))
        {
            TargetVerified = 50,
        };

        async Task<Timing> OnceAsync(int run)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "site.yaml"), $"# {run}\n{site.Manifest("site")}", cancellationToken);
            return await TimeAsync(async () =>
            {
                var scan = source.Scan();
                if (scan.HasChanged != (run == 0))
                {
                    throw new InvalidOperationException(scan.HasChanged ? "a comment counts as a change" : "the manifest was not seen");
                }

                // As the daemon: what says the same as before is not computed again.
                if (scan.HasChanged && await applier.ApplyAsync(OurWay.Convert(scan.Files), rawFrom: 1, cancellationToken) is { Outcome: not ApplyOutcome.Applied } report)
                {
                    throw new InvalidOperationException($"not applied: {report.Outcome} {report.Message}");
                }
            });
        }
    }

    private static async Task<Timing> TimeAsync(Func<Task> work)
    {
        var begin = Stopwatch.GetTimestamp();
        await work();
        var ms = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return new Timing(ms, ms, double.NaN, 0, 0, Runs: 1);
    }
}
