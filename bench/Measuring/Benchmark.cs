namespace FrrK8s.Bench.Measuring;

/// <summary>Cases that belong into one table. They are made one by one: a large input lives no longer than it is needed.</summary>
internal sealed record Benchmark(string Name, string Title, Func<IEnumerable<Case>> Cases);
