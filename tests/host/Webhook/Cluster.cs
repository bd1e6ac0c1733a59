using System.Text.Json;
using FrrK8s.Host.Webhook;
using FrrK8s.Rules;

namespace FrrK8s.HostTests.Webhook;

/// <summary>Nodes and stored objects, against which an object is tried.</summary>
internal sealed class Cluster
{
    public const string Namespace = "frr-k8s-system";

    private int _version;

    public AdmissionIndex Index { get; } = new();

    public AdmissionSettings Settings { get; init; } = new(Namespace);

    public Cluster Node(string name, params string[] labels)
    {
        var all = labels.Append($"kubernetes.io/hostname={name}").Select(label => label.Split('='));
        Index.Nodes.Set(name, all.ToDictionary(label => label[0], label => label[1], StringComparer.Ordinal));
        return this;
    }

    /// <summary>Objects are younger the later they are stored.</summary>
    public Cluster Store(string name, string spec) => Store(name, spec, ++_version);

    public Cluster Store(string name, string spec, int age)
    {
        var manifest = Manifest(name, spec, age);
        Index.Set(new KnownObject(name, $"{age}", Engine.Declare(manifest)));
        Specs[name] = manifest;
        return this;
    }

    public void Remove(string name)
    {
        Index.Remove($"{Namespace}/{name}");
        Specs.Remove(name);
    }

    public Dictionary<string, JsonElement> Specs { get; } = [];

    /// <summary>What is answered when somebody creates or changes the object.</summary>
    public AdmissionAnswer Apply(string name, string spec, string ns = Namespace)
    {
        var isKnown = Specs.TryGetValue(name, out var old);
        var age = isKnown ? int.Parse(Index.Objects[$"{Namespace}/{name}"].ResourceVersion) : 1_000;
        return Admission.Decide(new AdmissionQuestion(Manifest(name, spec, age, ns), isKnown ? old : null), Index, Settings);
    }

    public static JsonElement Manifest(string name, string spec, int age = 1_000, string ns = Namespace) => JsonElement.Parse(
        $$"""
        {
          "apiVersion": "frrk8s.metallb.io/v1beta1", "kind": "FRRConfiguration",
          "metadata": { "name": "{{name}}", "namespace": "{{ns}}", "creationTimestamp": "{{DateTime.UnixEpoch.AddSeconds(age):yyyy-MM-ddTHH:mm:ssZ}}" },
          "spec": {{spec}}
        }
        """);

    /// <summary>A spec with one router for the nodes of a selector (<c>key=value,…</c>; empty: all).</summary>
    public static string Router(string selector, int asn, string router = "") =>
        Spec(selector, $$""" "bgp": { "routers": [ { "asn": {{asn}}{{(router.Length == 0 ? "" : ", " + router)}} } ] } """);

    /// <summary>A router of AS 64512 with one neighbor.</summary>
    public static string Neighbor(string selector, string neighbor, string router = "") =>
        Router(selector, 64512, $$""" "neighbors": [ { {{neighbor}} } ] {{router}} """);

    public static string Spec(string selector, string members)
    {
        var labels = selector.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(label => label.Split('=')).Select(label => $"\"{label[0]}\": \"{label[1]}\"");
        return $$"""{ "nodeSelector": { "matchLabels": { {{string.Join(", ", labels)}} } }, {{members}} }""";
    }
}
