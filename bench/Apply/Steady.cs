using System.Diagnostics;
using FrrK8s.Bench.Measuring;
using FrrK8s.Lab;

namespace FrrK8s.Bench.Apply;

/// <summary>What the daemon takes of the machine while nothing happens, and whether many changes leave anything behind.</summary>
internal static class Steady
{
    public const string Name = "steady";

    private const int Changes = 1_000;
    private const int Early = 100;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(40);

    /// <summary>One of 10,000 lines. FRR 8 is slow with the entries of lists and quick with networks.</summary>
    public static Site Site { get; } =
        new(["172.30.0.3"], Apply.Site.Networks(1_000), IsSplit: false, []) { Untold = Apply.Site.Networks(8_960, first: 40) };

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Prerequisites.Missing() is { } missing)
        {
            Console.WriteLine($"the daemon at rest: 1 benchmark skipped: {missing}");
            return;
        }

        var site = Site;
        await using var rig = await Rig.StartAsync(cancellationToken);
        await using var daemon = await BenchDaemon.StartAsync(rig, site, ["--bgp-debounce-timeout", "1"], cancellationToken);
        await Ticking.DuringAsync("the daemon's first load", rig.SettledAsync(site, cancellationToken));
        await ChangeAsync(rig, daemon, site, 0, cancellationToken);

        var processor = ProcessUse.Processor(daemon.ProcessId);
        var begin = Stopwatch.GetTimestamp();
        await Ticking.DuringAsync("idle", Task.Delay(Idle, cancellationToken));
        processor = ProcessUse.Processor(daemon.ProcessId) - processor;
        var share = 100 * processor / Stopwatch.GetElapsedTime(begin);

        var start = ProcessUse.ResidentMb(daemon.ProcessId);
        var early = 0.0;
        var progress = new Progress("changes");
        begin = Stopwatch.GetTimestamp();
        for (var change = 1; change <= Changes; change++)
        {
            progress.Say($"{change:N0} of {Changes:N0}, {ProcessUse.ResidentMb(daemon.ProcessId):N0} MB");
            await ChangeAsync(rig, daemon, site, change, cancellationToken);
            early = change == Early ? ProcessUse.ResidentMb(daemon.ProcessId) : early;
        }

        var took = Stopwatch.GetElapsedTime(begin);
        var lines = (await rig.Lab.Node.RunningConfigAsync(cancellationToken)).Count('\n'.Equals);
        SingleFigure[] figures =
        [
            new($"processor, idle for {Idle.TotalSeconds:0} s", share, "% of a core", 1),
            new("memory, before the changes", start, "MB"),
            new($"memory, after {Early:N0} changes", early, "MB"),
            new($"memory, after {Changes:N0} changes", ProcessUse.ResidentMb(daemon.ProcessId), "MB", early * 1.1),
            new($"one of {Changes:N0} changes, one behind the other", took.TotalMilliseconds / Changes, "ms"),
        ];
        Console.WriteLine($"the daemon beside a FRR that runs {lines:N0} lines");
        Console.WriteLine(string.Join('\n', figures.Select(figure => $"  {figure}")));
        Console.WriteLine($"  {await FigureFile.WriteAsync(Name, figures)}{Environment.NewLine}");
    }

    /// <summary>One prefix for another, until the neighbor has it.</summary>
    private static async Task ChangeAsync(Rig rig, BenchDaemon daemon, Site site, int number, CancellationToken cancellationToken)
    {
        var prefix = $"90.{number >> 8}.{number & 255}.0/24";
        var change = await daemon.PrepareAsync("extra.yaml", EndToEnd.Extra(site, prefix).Manifest("extra"), cancellationToken);
        var marks = rig.Mark();
        change();
        await rig.ArrivalAsync(prefix, marks, cancellationToken);
    }
}
