using System.Diagnostics;

namespace FrrK8s.Bench.Measuring;

/// <summary>
/// Warms up, then runs each case several times. The least time is the one that other programs disturbed least, and
/// processor time the one that they disturb least of all.
/// </summary>
internal static class Stopclock
{
    private const int LeastRuns = 3;
    private const int MostRuns = 9;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(6);

    public static IReadOnlyList<Figure> Measure(Benchmark benchmark)
    {
        var figures = new List<Figure>();
        foreach (var item in benchmark.Cases())
        {
            var smaller = figures.FindLast(figure => figure.Series == item.Series);
            var other = figures.Find(figure => figure.Series == item.Than && figure.Size == item.Size);
            figures.Add(Measure(item, smaller, other));
        }

        return figures;
    }

    private static Figure Measure(Case item, Figure? smaller, Figure? other)
    {
        var progress = new Progress($"{item.Series}, {item.Size:N0} {item.Unit}");
        // The code of a series is warm as soon as its smallest size is: a larger one need not wait for it again.
        var warmUp = Repeat(item, progress, smaller is null ? LeastRuns : 1, int.MaxValue, smaller is null ? WarmUp : TimeSpan.Zero);
        progress.Say($"warm after {warmUp.Count} runs");
        var runs = Repeat(item, progress, LeastRuns, MostRuns, Enough);

        var cpu = runs.Min(run => run.CpuMs);
        var times = runs.Select(run => run.Ms).Order().ToList();
        return new Figure(
            item.Series,
            item.Size,
            item.Unit,
            runs.Count,
            MedianMs: times[times.Count / 2],
            MinMs: times[0],
            MaxMs: times[^1],
            CpuMs: cpu,
            CollectionMs: runs.Min(run => run.CollectionMs),
            AllocatedMb: runs.Min(run => run.AllocatedMb),
            runs[^1].Results,
            Growth: cpu / smaller?.CpuMs,
            WorkGrowth: runs.Min(run => run.WorkMs) / (smaller?.CpuMs - smaller?.CollectionMs),
            item.TargetMs,
            Ratio: times[0] / other?.MinMs,
            item.TargetRatio);
    }

    private static List<Run> Repeat(Case item, Progress progress, int least, int most, TimeSpan enough)
    {
        var runs = new List<Run>();
        var begin = Stopwatch.GetTimestamp();
        while (runs.Count < least || (runs.Count < most && Stopwatch.GetElapsedTime(begin) < enough))
        {
            progress.Say($"run {runs.Count + 1}");
            runs.Add(Once(item));
        }

        return runs;
    }

    private static Run Once(Case item)
    {
        var work = item.Prepare();
        // What others left behind is not this run's to clean up.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var pauses = GC.GetTotalPauseDuration();
        var processor = Environment.CpuUsage.TotalTime;
        var begin = Stopwatch.GetTimestamp();
        var results = work();
        var time = Stopwatch.GetElapsedTime(begin);
        processor = Environment.CpuUsage.TotalTime - processor;
        pauses = GC.GetTotalPauseDuration() - pauses;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new Run(time.TotalMilliseconds, processor.TotalMilliseconds, pauses.TotalMilliseconds, allocated / 1e6, results);
    }

    private sealed record Run(double Ms, double CpuMs, double CollectionMs, double AllocatedMb, long Results)
    {
        public double WorkMs => CpuMs - CollectionMs;
    }
}
