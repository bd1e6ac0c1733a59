using System.Text;
using System.Text.Json;
using FrrK8s.Bench.Inputs;
using FrrK8s.Bench.Measuring;
using FrrK8s.Host.Webhook;
using FrrK8s.Rules;

namespace FrrK8s.Bench.Benchmarks;

/// <summary>One admission in a large cluster, from the bytes of the request to those of the answer, beside everything that the webhook keeps of it.</summary>
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
            var (good, bad) = (Manifest.Of(count, Manifest.Router(count)), Manifest.Of(count, Manifest.Router(count, asn: 64999)));
            yield return Of("for one node", count, index, Create(Manifest.Of(count, Manifest.Router(count), Selector(1))));
            yield return Of("for all nodes", count, index, Create(good));
            yield return Of("refused on all nodes", count, index, Create(bad));
            index.Set(new KnownObject($"{count}", $"{count}", Engine.Declare(good)));
            yield return Of("a change, refused on all nodes", count, index, Update(good, bad));
        }
    }

    private static byte[] Create(JsonElement manifest) => Review("CREATE", $$"""
        "object": {{manifest.GetRawText()}}
        """);

    private static byte[] Update(JsonElement old, JsonElement manifest) => Review("UPDATE", $$"""
        "object": {{manifest.GetRawText()}}, "oldObject": {{old.GetRawText()}}
        """);

    private static byte[] Review(string operation, string objects) => Encoding.UTF8.GetBytes(
        $$"""
        {
          "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
          "request": {
            "uid": "1", "operation": "{{operation}}", "kind": { "group": "frrk8s.metallb.io", "version": "v1beta1", "kind": "FRRConfiguration" },
            "resource": { "group": "frrk8s.metallb.io", "version": "v1beta1", "resource": "frrconfigurations" }, {{objects}}
          }
        }
        """);

    private static Case Of(string series, int count, AdmissionIndex index, byte[] request) => new(
        series,
        count,
        "objects",
        () => () =>
        {
            var review = AdmissionReview.Read(request);
            lock (index.Lock)
            {
                var answer = Admission.Decide(new AdmissionQuestion(review.Object!.Value, review.Old), index, Settings);
                return AdmissionReply.Write(review.Uid, answer).Length;
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
