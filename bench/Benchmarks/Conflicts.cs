using FrrK8s.Bench.Inputs;
using FrrK8s.Bench.Measuring;

namespace FrrK8s.Bench.Benchmarks;

/// <summary>A quarter of the objects is refused: what many mistakes at once cost.</summary>
internal static class Conflicts
{
    public static Benchmark Benchmark { get; } =
        new("conflicts", "objects of which a quarter is refused", () =>
            Cases("each with another", OneNeighbor).Concat(Cases("each with all", OneRouter)));

    private static IEnumerable<Case> Cases(string series, Func<int, int, string> router)
    {
        foreach (var count in (int[])[200, 2_000])
        {
            var refused = count * 3 / 4;
            var input = Node.Input(Enumerable.Range(0, count).Select(number =>
                Manifest.Of(number, number < refused ? Manifest.Router(number) : router(number, refused))));
            yield return new Case(series, count, "objects", () => () => Node.CompileProblems(input));
        }
    }

    /// <summary>Another AS for the neighbor of one older object.</summary>
    private static string OneNeighbor(int number, int refused) =>
        Manifest.Router(number, neighborAsn: 64514, neighbor: number - refused);

    /// <summary>Another AS for the router, against every older object.</summary>
    private static string OneRouter(int number, int refused) => Manifest.Router(number, asn: 64515);
}
