using System.Globalization;
using System.Text.Json.Nodes;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi;

namespace FrrK8s.HostTests.Documents;

/// <summary>`docs/api.md`: what the custom resources in `deploy/crds` say of themselves, and how each field of theirs is merged.</summary>
internal static class ApiPage
{
    public const string Name = "docs/api.md";

    private static readonly string[] Kinds = ["frrconfigurations", "frrnodestates", "bgpsessionstates", "frrk8sconfigurations"];

    /// <summary>The page as it has to be.</summary>
    public static string Text()
    {
        var lines = new List<string>
        {
            "# The API",
            "",
            "Made from `deploy/crds` and the overview in [spec/merge.md](../spec/merge.md#overview) by `bash build/docs.sh`; a test holds it against both. How several objects",
            "are joined is told in [merging.md](merging.md).",
        };
        var rules = MergeRuleIndex.Read();
        foreach (var kind in Kinds)
        {
            var crd = YamlJson.Read(File.ReadAllText(Repository.PathOf($"deploy/crds/frrk8s.metallb.io_{kind}.yaml")))[0]!.AsObject();
            Kind(lines, crd, rules);
        }

        return string.Join('\n', lines) + "\n";
    }

    private static void Kind(List<string> lines, JsonObject crd, MergeRuleIndex rules)
    {
        var (spec, version) = (crd["spec"]!, crd["spec"]!["versions"]![0]!);
        var (names, schema) = (spec["names"]!, version["schema"]!["openAPIV3Schema"]!.AsObject());
        lines.AddRange(["", $"## {names["kind"]}", "", Described(schema), ""]);
        lines.Add($"`{spec["group"]}/{version["name"]}`, {((string)spec["scope"]! == "Cluster" ? "of the cluster" : "in a namespace")}. kubectl calls it {Listed(names)}.");
        if (version["additionalPrinterColumns"] is JsonArray columns)
        {
            lines.Add($"`kubectl get` shows {string.Join(", ", columns.Select(column => $"{column!["name"]} (`{column["jsonPath"]}`)"))}.");
        }

        foreach (var part in (string[])["spec", "status"])
        {
            if (schema["properties"]![part] is JsonObject inside)
            {
                Object(lines, part, inside, rules);
            }
        }
    }

    private static void Object(List<string> lines, string path, JsonObject schema, MergeRuleIndex rules)
    {
        if (schema["properties"] is not JsonObject { Count: > 0 } properties)
        {
            return;
        }

        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet(StringComparer.Ordinal) ?? [];
        // States are written by one daemon each: nothing is merged there.
        var merging = properties.Select(field => path.StartsWith("spec.", StringComparison.Ordinal) ? rules.LinkOf(path, field.Key) : "").ToList();
        var isMerged = merging.Any(link => link.Length > 0);
        lines.AddRange(["", $"### `{path}`", "", Described(schema), ""]);
        lines.AddRange(isMerged ? ["| field | type | meaning | merging |", "|---|---|---|---|"] : ["| field | type | meaning |", "|---|---|---|"]);
        foreach (var ((name, value), link) in properties.Zip(merging))
        {
            var field = value!.AsObject();
            var asked = required.Contains(name) ? " Required." : "";
            lines.Add($"| `{name}` | {ApiField.TypeOf(field)} | {Described(field)}{ApiField.Limits(field)}{asked} |{(isMerged ? $" {link} |" : "")}");
        }

        foreach (var (name, value) in properties)
        {
            var field = value!.AsObject();
            Object(lines, field["items"] is JsonObject ? $"{path}.{name}[]" : $"{path}.{name}", (field["items"] ?? field).AsObject(), rules);
        }
    }

    private static string Listed(JsonNode names) => string.Join(", ", new[] { names["plural"] }.Concat(names["shortNames"]?.AsArray() ?? []).Select(name => $"`{name}`"))
        + (names["categories"] is JsonArray categories ? string.Create(CultureInfo.InvariantCulture, $", and all kinds of this API together `{categories[0]}`") : "");

    private static string Described(JsonObject schema) => ApiField.Cell((string?)schema["description"] ?? "");
}
