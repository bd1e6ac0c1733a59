using FrrK8s.Bench.Inputs;
using FrrK8s.Bench.Measuring;

namespace FrrK8s.Bench.Benchmarks;

/// <summary>Many prefixes told to eight neighbors, from one object: the longest prefix-lists.</summary>
internal static class Prefixes
{
    public const int Neighbors = 8;

    public static Benchmark Benchmark { get; } =
        new("prefixes", $"prefixes told to {Neighbors} neighbors", () => Cases(isListed: false).Concat(Cases(isListed: true)));

    private static IEnumerable<Case> Cases(bool isListed)
    {
        foreach (var count in (int[])[1_000, 10_000, 100_000])
        {
            var router = Manifest.Router(Manifest.Prefixes(count), Neighbors, isListed);
            var input = Node.Input([Manifest.Of(1, router)]);
            yield return new Case(isListed ? $"{Neighbors} lists" : "mode: all", count, "prefixes", () => () => Node.Compile(input))
            {
                TargetMs = count == 10_000 ? 500 : null,
            };
        }
    }
}
