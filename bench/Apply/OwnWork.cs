using FrrK8s.Bench.Measuring;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Remediation;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Status;

namespace FrrK8s.Bench.Apply;

/// <summary>What the daemon computes for one prefix more, step by step and without FRR: processor time, and what it leaves to the garbage collector.</summary>
internal static class OwnWork
{
    public const string Name = "change";

    private const int Runs = 15;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var site = Steady.Site;
        var file = ManifestReader.Read("site.yaml", site.Manifest("site"));
        var extra = EndToEnd.Extra(site, "90.0.0.0/24").Manifest("extra");
        var before = new ConfigText(site.Text());
        var folder = Directory.CreateTempSubdirectory("frrk8s-bench-").FullName;
        var steps = new Dictionary<string, (List<double> Ms, double Mb)>(StringComparer.Ordinal);
        try
        {
            for (var run = 0; run < Runs; run++)
            {
                var state = new NodeStateFile(folder, $"node-{run}");
                var small = Step("read the manifest that changed", () => ManifestReader.Read("extra.yaml", extra));
                var wanted = Step("compile", () => OurWay.Convert([small, file]));
                Step("keep it on the disk, twice", () => Keep(folder, wanted));
                var intended = Step("parse what is wanted", () => Document.Parse(wanted.Reveal()));
                var written = Step("parse what was wanted", () => Document.Parse(before.Reveal()));
                var running = Step("parse what runs, once of twice", () => Document.Parse(before.Reveal()));
                var comparison = Step(
                    "compare, once of twice", () => Comparison.Of(intended, running, Ownership.Default with { Written = written }));
                Step("say what to do", () => RemediationPlan.Of(comparison).ToString());
                var shown = Step("mask what runs", () => RunningConfig.Public(wanted));
                Step("write the state", () => Write(state, shown));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        // The first runs are those of cold code.
        var figures = steps.Select(step => (
            Step: step.Key, Ms: Timing.Median(step.Value.Ms[(Runs / 3)..]), step.Value.Mb)).ToList();
        figures.Add(("all", figures.Sum(figure => figure.Ms), figures.Sum(figure => figure.Mb)));
        Console.WriteLine($"what the daemon computes for one prefix more among {before.Reveal().Count('\n'.Equals):N0} lines");
        Console.WriteLine(FigureTable.Print(
            [["", "median cpu ms", "MB"], .. figures.Select(figure => new[] { figure.Step, $"{figure.Ms:N1}", $"{figure.Mb:N1}" })]));
        Console.WriteLine($"  {await FigureFile.WriteAsync(Name, figures.Select(figure => new { figure.Step, figure.Ms, figure.Mb }))}{Environment.NewLine}");

        T Step<T>(string name, Func<T> work)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var processor = Environment.CpuUsage.TotalTime;
            var result = work();
            var ms = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds;
            var times = steps.TryGetValue(name, out var known) ? known.Ms : [];
            times.Add(ms);
            steps[name] = (times, (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1e6);
            return result;
        }
    }

    private static bool Keep(string folder, ConfigText wanted)
    {
        var kept = new KeptConfigurations(folder);
        kept.Begin(wanted);
        kept.Succeed(wanted);
        return kept.Problem is null ? true : throw new InvalidOperationException(kept.Problem);
    }

    private static bool Write(NodeStateFile file, string shown)
    {
        file.Write(new NodeState("success", "success", shown) { Conditions = [] });
        return File.Exists(file.Path);
    }
}
