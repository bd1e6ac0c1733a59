using System.Text.Json;
using FrrK8s.KubeApi.Schema;
using FrrK8s.KubeApi.Tables;

namespace FrrK8s.KubeApi.Resources;

/// <summary>Reads the kind that a CRD defines.</summary>
internal static class CustomKind
{
    /// <summary>The kind of the version that is stored.</summary>
    public static ResourceKind Read(JsonElement definition)
    {
        var spec = definition.GetProperty("spec");
        var names = spec.GetProperty("names");
        var version = spec.GetProperty("versions").EnumerateArray().First(candidate => candidate.GetProperty("storage").GetBoolean());
        var kind = names.GetProperty("kind").GetString()!;
        return new ResourceKind(
            spec.GetProperty("group").GetString()!,
            version.GetProperty("name").GetString()!,
            names.GetProperty("plural").GetString()!,
            kind,
            spec.GetProperty("scope").GetString() == "Namespaced")
        {
            Singular = names.TryGetProperty("singular", out var singular) ? singular.GetString()! : kind.ToLowerInvariant(),
            ShortNames = Texts(names, "shortNames"),
            Categories = Texts(names, "categories"),
            HasStatus = version.TryGetProperty("subresources", out var parts) && parts.TryGetProperty("status", out _),
            HasGeneration = true,
            Columns = Columns(version),
            Schema = StructuralSchema.Read(version.GetProperty("schema").GetProperty("openAPIV3Schema")),
        };
    }

    private static IReadOnlyList<TableColumn> Columns(JsonElement version) =>
        version.TryGetProperty("additionalPrinterColumns", out var columns)
            ? [.. columns.EnumerateArray().Select(TableColumn.Read)]
            : [TableColumn.Age];

    private static IReadOnlyList<string> Texts(JsonElement names, string name) =>
        names.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
