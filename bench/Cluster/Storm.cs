using System.Diagnostics;
using FrrK8s.Bench.Apply;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Bench.Cluster;

/// <summary>
/// Services of other nodes come and go a thousand times a second. At the end of it comes one change for this node, which stands behind all others in the
/// one stream that the daemon reads: that it is applied shows that the daemon has kept up.
/// </summary>
internal static class Storm
{
    private const int Least = 1_000;

    // A little more, for the moments at which the API server collects its garbage.
    private const int Rate = 1_010;
    private const int Senders = 32;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<SingleFigure>> RunAsync(ClusterRig rig, ChildProcess daemon, CancellationToken cancellationToken)
    {
        var (processor, server) = (ProcessUse.Processor(daemon.Id), ProcessUse.Processor(rig.ServerProcessId));
        var begin = Stopwatch.GetTimestamp();
        var next = -1;
        var senders = Enumerable.Range(0, Senders).Select(_ => Task.Run(SendAsync, cancellationToken)).ToList();
        await Ticking.DuringAsync("irrelevant changes", Task.WhenAll(senders));
        var took = Stopwatch.GetElapsedTime(begin);
        var share = 100 * (ProcessUse.Processor(daemon.Id) - processor) / took;
        var servers = 100 * (ProcessUse.Processor(rig.ServerProcessId) - server) / took;
        var sent = senders.Sum(sender => sender.Result);
        var (behind, _) = await Changes.PatchAsync(rig, daemon, cancellationToken);
        return
        [
            new($"changes for other nodes a second, for {took.TotalSeconds:0.0} s", sent / took.TotalSeconds, "changes") { AtLeast = Least },
            new("processor of the daemon meanwhile", share, "% of a core", 10),
            new("processor of the API server meanwhile", servers, "% of a core"),
            new("memory of the daemon thereafter, PSS", ProcessUse.ProportionalMb(daemon.Id), "MiB", Memory.Most),
            new("a change for this node behind them to bgpd", behind, "ms"),
        ];

        async Task<int> SendAsync()
        {
            for (var mine = 0; ; mine++)
            {
                var number = Interlocked.Increment(ref next);
                var due = TimeSpan.FromSeconds(number / (double)Rate);
                if (due >= Length)
                {
                    return mine;
                }

                var early = due - Stopwatch.GetElapsedTime(begin);
                if (early > TimeSpan.Zero)
                {
                    await Task.Delay(early, cancellationToken);
                }

                var node = 1 + (number % (Population.Nodes - 1));
                var prefix = Population.Service(node, 100 + (number / Population.Nodes));
                var patch = $$"""[{ "op": "replace", "path": "/spec/bgp/routers/0/prefixes/0", "value": "{{prefix}}" }]""";
                await rig.Client.PatchAsync(Population.Services(Population.Other(node)), patch, "application/json-patch+json", cancellationToken);
            }
        }
    }
}
