using System.Text.Json;
using FrrK8s.Bench.Inputs;
using FrrK8s.Bench.Measuring;
using FrrK8s.Rules;

namespace FrrK8s.Bench.Benchmarks;

/// <summary>Where each line and each merged value comes from: computed when it is asked for, after the compilation.</summary>
internal static class Provenance
{
    public static Benchmark Benchmark { get; } =
        new("provenance", "sources of all lines, and all merged values", () =>
            Cases("objects", [200, 2_000, 20_000], count =>
                Enumerable.Range(1, count).Select(number => Manifest.Of(number, Manifest.Router(number))))
            .Concat(Cases($"prefixes × {Prefixes.Neighbors}", [1_000, 10_000], count =>
                [Manifest.Of(1, Manifest.Router(Manifest.Prefixes(count), Prefixes.Neighbors, isListed: false))])));

    private static IEnumerable<Case> Cases(string unit, int[] counts, Func<int, IEnumerable<JsonElement>> objects)
    {
        var inputs = counts.Select(count => (Count: count, Input: Node.Input(objects(count)))).ToList();
        foreach (var (count, input) in inputs)
        {
            yield return new Case($"sources, {unit}", count, unit, () => Work(input, result => result.Lines.Sum(line => (long)line.Sources.Count)));
        }

        foreach (var (count, input) in inputs)
        {
            yield return new Case($"merged, {unit}", count, unit, () => Work(input, result => result.Merged.Count));
        }
    }

    /// <summary>A result of its own for every run: it computes what it is asked for once.</summary>
    private static Func<long> Work(NodeInput input, Func<NodeResult, long> ask)
    {
        var result = Engine.Compile(input);
        return () => ask(result);
    }
}
