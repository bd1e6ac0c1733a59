using FrrK8s.Bench.Inputs;
using FrrK8s.Bench.Measuring;

namespace FrrK8s.Bench.Benchmarks;

/// <summary>A large cluster: two objects a node, of which a node looks at its own two only.</summary>
internal static class Selection
{
    private const int EachNode = 2;

    public static Benchmark Benchmark { get; } =
        new("selection", $"objects of which {EachNode} select the node", Cases);

    private static IEnumerable<Case> Cases()
    {
        foreach (var count in (int[])[600, 6_000, 60_000])
        {
            var input = Node.Input(Enumerable.Range(0, count).Select(number =>
                Manifest.Of(number, Manifest.Router(number), Selector(number / EachNode))));
            yield return new Case("compile", count, "objects", () => () => Node.Compile(input));
        }
    }

    private static string Selector(int node) =>
        $$"""{ "matchLabels": { "kubernetes.io/hostname": "node-{{node}}" } }""";
}
