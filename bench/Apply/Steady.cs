using System.Diagnostics;
using FrrK8s.Bench.Measuring;
using FrrK8s.Lab;

namespace FrrK8s.Bench.Apply;

/// <summary>What the daemon takes of the machine while nothing happens, and whether many changes leave anything behind.</summary>
internal static class Steady
{
    public const string Name = "steady";

    private const int Changes = 1_000;

    // The collector lets the memory swing by a tenth between two collections.
    private const int Window = 100;
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
        var share = new SingleFigure($"processor, idle for {Idle.TotalSeconds:0} s", 100 * processor / Stopwatch.GetElapsedTime(begin), "% of a core", 1);
        await Console.Error.WriteLineAsync($"  {share}");

        var start = ProcessUse.ResidentMb(daemon.ProcessId);
        var memory = new List<double>(Changes);
        var progress = new Progress("changes");
        begin = Stopwatch.GetTimestamp();
        for (var change = 1; change <= Changes; change++)
        {
            await ChangeAsync(rig, daemon, site, change, cancellationToken);
            memory.Add(ProcessUse.ResidentMb(daemon.ProcessId));
            progress.Say($"{change:N0} of {Changes:N0}, {memory[^1]:N0} MB");
        }

        var took = Stopwatch.GetElapsedTime(begin);
        var (early, late) = (Median(memory.Skip(Window).Take(Window)), Median(memory.TakeLast(Window)));
        var lines = (await rig.Lab.Node.RunningConfigAsync(cancellationToken)).Count('\n'.Equals);
        SingleFigure[] figures =
        [
            share,
            new("memory, before the changes", start, "MB"),
            new($"memory, median over the second {Window:N0} changes", early, "MB"),
            new($"memory, median over the last {Window:N0} of {Changes:N0} changes", late, "MB", early * 1.1),
            new($"one of {Changes:N0} changes, one behind the other", took.TotalMilliseconds / Changes, "ms"),
        ];
        Console.WriteLine($"the daemon beside a FRR that runs {lines:N0} lines");
        Console.WriteLine(string.Join('\n', figures.Select(figure => $"  {figure}")));
        Console.WriteLine($"  {await FigureFile.WriteAsync(Name, figures)}{Environment.NewLine}");
    }

    private static double Median(IEnumerable<double> samples) => samples.Order().ElementAt(Window / 2);

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
