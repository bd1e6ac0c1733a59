using FrrK8s.Bench.Apply;
using FrrK8s.Bench.Benchmarks;
using FrrK8s.Bench.Cluster;
using FrrK8s.Bench.Measuring;

if (args is [ClusterServer.Word])
{
    await ClusterServer.ServeAsync();
    return 0;
}

// The names given, or all: `bench/bench.sh objects prefixes`.
Benchmark[] all = [Objects.Benchmark, Prefixes.Benchmark, Selection.Benchmark, Conflicts.Benchmark, Provenance.Benchmark, Drift.Benchmark, Admissions.Benchmark];
(string Name, Func<CancellationToken, Task> RunAsync)[] applying = [(Contests.Name, Contests.RunAsync), (Steady.Name, Steady.RunAsync), (OwnWork.Name, OwnWork.RunAsync), (LargeCluster.Name, LargeCluster.RunAsync), (WebhookCalls.Name, WebhookCalls.RunAsync)];
string[] names = [.. applying.Select(benchmark => benchmark.Name), .. all.Select(benchmark => benchmark.Name)];
var unknown = args.Except(names).ToList();
if (unknown.Count > 0)
{
    await Console.Error.WriteLineAsync($"no benchmark `{string.Join("`, `", unknown)}`; there are {string.Join(", ", names)}");
    return 2;
}

foreach (var benchmark in applying.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    await benchmark.RunAsync(CancellationToken.None);
}

foreach (var benchmark in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    Console.WriteLine(benchmark.Title);
    var figures = Stopclock.Measure(benchmark);
    Console.WriteLine(FigureTable.Print(figures));
    Console.WriteLine($"  {await FigureFile.WriteAsync(benchmark, figures)}{Environment.NewLine}");
}

return 0;
