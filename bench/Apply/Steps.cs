using System.Diagnostics;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Remediation;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Frr;

namespace FrrK8s.Bench.Apply;

/// <summary>Where the time of our way goes: each step of a transaction by itself, on an FRR that runs a site, for one prefix more.</summary>
internal static class Steps
{
    private const int Runs = 7;

    public static async Task<IReadOnlyList<SingleFigure>> RunAsync(Rig rig, Site site, string prefix, CancellationToken cancellationToken)
    {
        var settings = OurWay.SettingsOf(rig.Lab.Node, Path.Combine(rig.Lab.Folder.FullPath, "steps"));
        var reader = new FrrReader(settings, new VtyClient(settings, TimeProvider.System));
        using var shell = new FrrShell(settings, new ProcessRunner(TimeProvider.System));
        var (with, without) = (site.With(prefix).Text(), site.Text());
        var times = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (var run = 0; run <= Runs; run++)
        {
            await OnceAsync(run == 0 ? [] : times, with);
            await OnceAsync([], without);
        }

        return [.. times.Select(step => new SingleFigure($"step of one prefix more, {site.Told.Count():N0}: {step.Key}", Timing.Median(step.Value), "ms"))];

        async Task OnceAsync(Dictionary<string, List<double>> into, string wanted)
        {
            var read = await TimeAsync(into, "read", () => reader.ReadAsync(new HashSet<string>(StringComparer.Ordinal), cancellationToken));
            var running = Time(into, "parse what runs", () => Document.Parse(read.Reveal()));
            var intended = Time(into, "parse what is wanted", () => Document.Parse(wanted));
            var comparison = Time(into, "compare", () => Comparison.Of(intended, running));
            var commands = Time(into, "say what to do", () => RemediationPlan.Of(comparison).ToString());
            await TimeAsync(into, "check", () => shell.CheckAsync(commands, cancellationToken));
            await TimeAsync(into, "tell", () => shell.TellAsync(commands, cancellationToken));
        }
    }

    private static T Time<T>(Dictionary<string, List<double>> into, string step, Func<T> work)
    {
        var begin = Stopwatch.GetTimestamp();
        var result = work();
        Add(into, step, begin);
        return result;
    }

    private static async Task<T> TimeAsync<T>(Dictionary<string, List<double>> into, string step, Func<Task<T>> work)
    {
        var begin = Stopwatch.GetTimestamp();
        var result = await work();
        Add(into, step, begin);
        return result;
    }

    private static void Add(Dictionary<string, List<double>> into, string step, long begin)
    {
        if (!into.TryGetValue(step, out var times))
        {
            into[step] = times = [];
        }

        times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
    }
}
