using FrrK8s.Bench.Benchmarks;
using FrrK8s.Bench.Measuring;

// The names given, or all: `bench/bench.sh objects prefixes`.
Benchmark[] all = [Objects.Benchmark, Prefixes.Benchmark, Selection.Benchmark, Conflicts.Benchmark, Provenance.Benchmark, Drift.Benchmark];
var unknown = args.Where(name => all.All(benchmark => benchmark.Name != name)).ToList();
if (unknown.Count > 0)
{
    var known = string.Join(", ", all.Select(benchmark => benchmark.Name));
    await Console.Error.WriteLineAsync($"no benchmark `{string.Join("`, `", unknown)}`; there are {known}");
    return 2;
}

foreach (var benchmark in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    Console.WriteLine(benchmark.Title);
    var figures = Stopclock.Measure(benchmark);
    Console.WriteLine(FigureTable.Print(figures));
    Console.WriteLine($"  {await FigureFile.WriteAsync(benchmark, figures)}{Environment.NewLine}");
}

return 0;
