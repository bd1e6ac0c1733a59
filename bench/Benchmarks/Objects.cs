using FrrK8s.Bench.Inputs;
using FrrK8s.Bench.Measuring;

namespace FrrK8s.Bench.Benchmarks;

/// <summary>Many objects, each with a neighbor and a prefix of its own, in one router: what a crowded node sees.</summary>
internal static class Objects
{
    public static Benchmark Benchmark { get; } =
        new("objects", "objects with one neighbor and one prefix each, in one router", Cases);

    private static IEnumerable<Case> Cases()
    {
        foreach (var count in (int[])[200, 2_000, 20_000])
        {
            var input = Node.Input(Enumerable.Range(1, count).Select(number => Manifest.Of(number, Manifest.Router(number))));
            yield return new Case("compile", count, "objects", () => () => Node.Compile(input))
            {
                TargetMs = count == 2_000 ? 200 : null,
            };
        }
    }
}
