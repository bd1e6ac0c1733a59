using System.Text.Json;
using FrrK8s.Bench.Inputs;
using FrrK8s.Bench.Measuring;
using FrrK8s.Host.Webhook;
using FrrK8s.Rules;

namespace FrrK8s.Bench.Benchmarks;

/// <summary>One admission in a large cluster, from the manifest to the answer, beside everything that the webhook keeps of it.</summary>
internal static class Admissions
{
    private const int Nodes = 3_000;

    private const int Objects = 6_000;

    private static readonly AdmissionSettings Settings = new("frr-k8s-system");

    public static Benchmark Benchmark { get; } =
        new("admission", $"one admission beside {Nodes} nodes and this many objects, two a node", Cases);

    private static IEnumerable<Case> Cases()
    {
        foreach (var count in (int[])[600, Objects])
        {
            var index = Index(count);
            yield return Of("for one node", count, index, Manifest.Of(count, Manifest.Router(count), Selector(1)));
            yield return Of("for all nodes", count, index, Manifest.Of(count, Manifest.Router(count)));
            yield return Of("refused on all nodes", count, index, Manifest.Of(count, Manifest.Router(count, asn: 64999)));
        }
    }

    private static Case Of(string series, int count, AdmissionIndex index, JsonElement manifest) => new(
        series,
        count,
        "objects",
        () => () =>
        {
            lock (index.Lock)
            {
                return Admission.Decide(new AdmissionQuestion(manifest, null), index, Settings).Message.Length;
            }
        })
    {
        TargetMs = count == Objects ? 50 : null,
    };

    private static AdmissionIndex Index(int count)
    {
        var index = new AdmissionIndex();
        for (var node = 0; node < Nodes; node++)
        {
            index.Nodes.Set($"node-{node}", new Dictionary<string, string>(StringComparer.Ordinal) { ["kubernetes.io/hostname"] = $"node-{node}" });
        }

        for (var number = 0; number < count; number++)
        {
            index.Set(new KnownObject($"{number}", $"{number}", Engine.Declare(Manifest.Of(number, Manifest.Router(number), Selector(number / 2)))));
        }

        return index;
    }

    private static string Selector(int node) => $$"""{ "matchLabels": { "kubernetes.io/hostname": "node-{{node}}" } }""";
}
