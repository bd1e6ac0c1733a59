using System.Text.Json;

namespace FrrK8s.Host.Sources;

/// <summary>The kinds that can be read, and the API version of each.</summary>
internal static class ManifestKinds
{
    public const string Configuration = "FRRConfiguration";
    public const string HostConfiguration = "FRRK8sConfiguration";
    public const string Secret = "Secret";
    public const string Node = "Node";

    private const string ApiGroupVersion = "frrk8s.metallb.io/v1beta1";

    /// <summary>Kinds that can be read, with their API version.</summary>
    public static readonly IReadOnlyDictionary<string, string> Versions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Configuration] = ApiGroupVersion,
        [Secret] = "v1",
        [Node] = "v1",
        [HostConfiguration] = ApiGroupVersion,
    };

    /// <summary>Kinds that daemons write: in a folder of manifests they are results, not input.</summary>
    public static bool IsStatus(ManifestDocument document) =>
        document is { Kind: "FRRNodeState" or "BGPSessionState", ApiVersion: ApiGroupVersion };

    /// <summary>Why a document cannot be taken, or null.</summary>
    public static string? WhyNot(ManifestDocument document)
    {
        var allowed = string.Join(", ", Versions.Keys);
        if (document.Kind.Length == 0)
        {
            return $"document {document.Number} has no `kind`; one of {allowed} is wanted";
        }

        if (!Versions.TryGetValue(document.Kind, out var version))
        {
            return $"document {document.Number}: unknown kind `{document.Kind}`{Near(document.Kind)}; one of {allowed} is wanted";
        }

        if (document.ApiVersion != version)
        {
            var found = document.ApiVersion.Length == 0 ? "none" : $"`{document.ApiVersion}`";
            return $"document {document.Number}: apiVersion of {document.Kind} `{document.Id}` must be `{version}`, found {found}";
        }

        if ((NotText(document, "name") ?? NotText(document, "namespace")) is { } field)
        {
            return $"document {document.Number}: {document.Kind}: metadata.{field} is not a string; quote it";
        }

        return document.Name.Length == 0
            ? $"document {document.Number}: {document.Kind} has no `metadata.name`"
            : null;
    }

    private static string? NotText(ManifestDocument document, string field) =>
        (document.Node as MappingNode)?.Get("metadata") is MappingNode metadata
        && metadata.Get(field) is { } value
        && value is not ScalarNode { Kind: JsonValueKind.String or JsonValueKind.Null }
            ? field
            : null;

    private static string Near(string kind) =>
        Versions.Keys.FirstOrDefault(known => string.Equals(known, kind, StringComparison.OrdinalIgnoreCase)) is { } near
            ? $" (`{near}` is spelled so)"
            : "";
}
