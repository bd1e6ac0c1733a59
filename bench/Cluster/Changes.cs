using System.Diagnostics;
using FrrK8s.Bench.Apply;
using FrrK8s.Lab;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Bench.Cluster;

/// <summary>One prefix of one object for another: over HTTP until bgpd has it, and with `kubectl apply` until the FRRNodeState says that it is live.</summary>
internal static class Changes
{
    private const int HttpRuns = 21;
    private const int KubectlRuns = 9;
    private const string Kubectl = "/usr/bin/kubectl";

    // The daemon then waits for nothing: each change is the first after quiet.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(1_500);

    private static int _number;

    /// <summary>Both ways.</summary>
    public static async Task<IReadOnlyList<SingleFigure>> RunAsync(ClusterRig rig, ChildProcess daemon, CancellationToken cancellationToken)
    {
        var (inFrr, live) = (new List<double>(), new List<double>());

        // The first one is that of a cold program.
        for (var run = 0; run <= HttpRuns; run++)
        {
            var (frr, state) = await Ticking.DuringAsync($"change {run} of {HttpRuns}", PatchAsync(rig, daemon, cancellationToken));
            if (run > 0)
            {
                inFrr.Add(frr);
                live.Add(state);
            }
        }

        var what = "a change over HTTP to bgpd";
        var andState = "a change over HTTP to the FRRNodeState";
        List<SingleFigure> figures =
        [
            new($"{what}, median of {HttpRuns}", Timing.Median(inFrr), "ms", 300), new($"{what}, most", inFrr.Max(), "ms"),
            new($"{andState}, median of {HttpRuns}", Timing.Median(live), "ms"), new($"{andState}, most", live.Max(), "ms"),
        ];
        if (!File.Exists(Kubectl))
        {
            Console.WriteLine($"kubectl: 1 measurement skipped: `{Kubectl}` is not there; install it with `apt-get install kubernetes-client`");
            return figures;
        }

        var (whole, own) = (new List<double>(), new List<double>());
        for (var run = 0; run <= KubectlRuns; run++)
        {
            var (all, kubectl) = await Ticking.DuringAsync($"kubectl apply {run} of {KubectlRuns}", ApplyAsync(rig, daemon, cancellationToken));
            if (run > 0)
            {
                whole.Add(all);
                own.Add(kubectl);
            }
        }

        figures.Add(new($"`kubectl apply` to the FRRNodeState, median of {KubectlRuns}", Timing.Median(whole), "ms", 2_000));
        figures.Add(new("`kubectl apply` to the FRRNodeState, most", whole.Max(), "ms"));
        figures.Add(new("of it kubectl itself, median", Timing.Median(own), "ms"));
        return figures;
    }

    /// <summary>One change over HTTP: until bgpd has it, and until the FRRNodeState says so.</summary>
    public static async Task<(double InFrrMs, double LiveMs)> PatchAsync(ClusterRig rig, ChildProcess daemon, CancellationToken cancellationToken)
    {
        var prefix = Next();
        await Task.Delay(Quiet, cancellationToken);
        var begin = Stopwatch.GetTimestamp();
        var generation = await rig.Client.PatchAsync(
            Population.Changed, Population.Fabric(LabDaemon.NodeName, [prefix]), "application/merge-patch+json", cancellationToken);
        var frr = InFrrAsync(rig, daemon, prefix, begin, cancellationToken);
        var live = LiveAsync();
        return (await frr, await live);

        async Task<double> LiveAsync()
        {
            await rig.LiveAsync(daemon, Population.Changed, generation, cancellationToken);
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
    }

    private static async Task<double> InFrrAsync(ClusterRig rig, ChildProcess daemon, string prefix, long begin, CancellationToken cancellationToken)
    {
        await Wait.UntilAsync(
            async token =>
            {
                daemon.ThrowIfExited();
                return await OnePrefix.IsInFrrAsync(rig.Lab.Node, Population.Neighbors, prefix, isThere: true, token) ? null : $"bgpd has not got {prefix}";
            },
            TimeSpan.FromMinutes(1),
            cancellationToken);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static async Task<(double WholeMs, double KubectlMs)> ApplyAsync(ClusterRig rig, ChildProcess daemon, CancellationToken cancellationToken)
    {
        var file = Path.Combine(rig.Lab.Folder.FullPath, "fabric.json");
        await File.WriteAllTextAsync(file, Population.Fabric(LabDaemon.NodeName, [Next()]), cancellationToken);
        var before = await rig.Client.GenerationAsync(Population.Changed, cancellationToken);
        await Task.Delay(Quiet, cancellationToken);
        var begin = Stopwatch.GetTimestamp();
        string[] words =
        [
            "netns", "exec", rig.Lab.NodePlace.Name, Kubectl, "--kubeconfig", rig.KubeconfigPath,
            "--cache-dir", Path.Combine(rig.Lab.Folder.FullPath, "kubectl"), "apply", "-f", file,
        ];
        await Command.RunAsync("ip", words, cancellationToken: cancellationToken);
        var kubectl = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        await rig.LiveAsync(daemon, Population.Changed, before + 1, cancellationToken);
        return (Stopwatch.GetElapsedTime(begin).TotalMilliseconds, kubectl);
    }

    // Never one that was there before.
    private static string Next()
    {
        _number++;
        return $"90.{_number >> 8}.{_number & 255}.0/24";
    }
}
