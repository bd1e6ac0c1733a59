using System.Text.Json;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Finds the Secrets that objects refer to, so that no other is ever asked for.</summary>
internal static class SecretNames
{
    /// <summary>The names, each once.</summary>
    public static IReadOnlySet<string> In(IEnumerable<ManifestDocument> configurations) =>
        configurations.SelectMany(document => Read(document.Content)).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);

    /// <summary>The names in one object, each once.</summary>
    public static IReadOnlySet<string> In(JsonElement manifest) => Read(manifest).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Read(JsonElement manifest) =>
        from router in (manifest.Child("spec")?.Child("bgp")?.Child("routers")).Items()
        from neighbor in router.Child("neighbors").Items()
        select neighbor.Child("passwordSecret")?.TextOf("name") ?? "";
}
