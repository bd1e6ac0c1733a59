using System.Diagnostics;
using FrrK8s.Bench.Apply;

namespace FrrK8s.Bench.Cluster;

/// <summary>From the start of the daemon's process to the FRRNodeState that says that all is applied, beside a bare `vtysh -f` of the same text.</summary>
internal static class StartUp
{
    private const int Runs = 5;

    public static async Task<IReadOnlyList<SingleFigure>> RunAsync(ClusterRig rig, CancellationToken cancellationToken)
    {
        var (ours, frr) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var (took, text) = await OursAsync(rig, run, cancellationToken);
            ours.Add(took);
            await using var bare = await BareFrr.StartAsync(cancellationToken);
            var begin = Stopwatch.GetTimestamp();
            await new ReferenceWay(bare.Frr).LoadAsync(text, daemon: null, cancellationToken);
            frr.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        var (ourMedian, frrMedian) = (Timing.Median(ours), Timing.Median(frr));
        return
        [
            new($"process start to applied, as the FRRNodeState says, median of {Runs}", ourMedian, "ms"),
            new($"a bare `vtysh -f` of the same text, median of {Runs}", frrMedian, "ms"),
            new("process start to applied, beyond FRR's own time", ourMedian - frrMedian, "ms", 2_000),
        ];
    }

    private static async Task<(double Ms, string Text)> OursAsync(ClusterRig rig, int run, CancellationToken cancellationToken)
    {
        await rig.Client.ForgetStateAsync(cancellationToken);
        await using var fresh = await BareFrr.StartAsync(cancellationToken);
        var state = await rig.Lab.Folder.AddAsync($"start-{run}", cancellationToken: cancellationToken);
        var begin = Stopwatch.GetTimestamp();
        await using var daemon = rig.StartDaemon(fresh.Frr, state);
        foreach (var configuration in Population.Own)
        {
            await rig.LiveAsync(daemon, configuration, 1, cancellationToken);
        }

        var ms = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        var kept = await File.ReadAllTextAsync(Path.Combine(state, "last-good.conf"), cancellationToken);
        return (ms, kept);
    }
}
