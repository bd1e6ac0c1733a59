using System.Text.Json;

namespace FrrK8s.Bench.Inputs;

/// <summary>FRRConfigurations as the API server gives them, each parsed from a text of its own.</summary>
internal static class Manifest
{
    /// <summary>An object with one router. Objects are younger the greater their number is.</summary>
    public static JsonElement Of(int number, string router, string selector = "")
    {
        var created = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000 + number).ToString("yyyy-MM-ddTHH:mm:ssZ");
        var nodeSelector = selector.Length == 0 ? "" : $$""" "nodeSelector": {{selector}}, """;
        return JsonElement.Parse(
            $$"""
            {
              "apiVersion": "frrk8s.metallb.io/v1beta1",
              "kind": "FRRConfiguration",
              "metadata": {
                "name": "bench-{{number:D6}}", "namespace": "frr-k8s-system", "uid": "{{number:D12}}",
                "generation": 1, "resourceVersion": "{{number}}", "creationTimestamp": "{{created}}"
              },
              "spec": { {{nodeSelector}} "bgp": { "routers": [ {{router}} ] } }
            }
            """);
    }

    /// <summary>A router with one prefix and one neighbor, which is told and may tell everything.</summary>
    public static string Router(int number, int asn = 64512, int? neighborAsn = null, int? neighbor = null) =>
        $$"""
        {
          "asn": {{asn}},
          "prefixes": ["{{Prefix(number)}}"],
          "neighbors": [{
            "asn": {{neighborAsn ?? 64513}}, "address": "{{Address(neighbor ?? number)}}", "port": 180,
            "holdTime": "90s", "keepaliveTime": "30s",
            "toAdvertise": { "allowed": { "mode": "all" } }, "toReceive": { "allowed": { "mode": "all" } }
          }]
        }
        """;

    /// <summary>A router with many prefixes, and some neighbors that are told of all of them.</summary>
    /// <param name="isListed">Each neighbor has the whole list written out; else it has `mode: all`.</param>
    public static string Router(IReadOnlyList<string> prefixes, int neighbors, bool isListed)
    {
        var list = string.Join(", ", prefixes.Select(prefix => $"\"{prefix}\""));
        var allowed = isListed ? $$"""{ "prefixes": [{{list}}] }""" : """{ "mode": "all" }""";
        var entries = Enumerable.Range(1, neighbors).Select(number =>
            $$"""
            { "asn": 64513, "address": "{{Address(number)}}", "toAdvertise": { "allowed": {{allowed}} } }
            """);
        return $$"""{ "asn": 64512, "prefixes": [{{list}}], "neighbors": [{{string.Join(", ", entries)}}] }""";
    }

    /// <summary>Different prefixes in no order that would make sorting easy.</summary>
    public static IReadOnlyList<string> Prefixes(int count)
    {
        const int stride = 7919;
        return [.. Enumerable.Range(0, count).Select(index => Prefix((int)((long)index * stride % count)))];
    }

    private static string Prefix(int number) => $"{20 + (number >> 16)}.{(number >> 8) & 255}.{number & 255}.0/24";

    private static string Address(int number) => $"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}";
}
