using System.Buffers;
using System.Text.Json;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// Makes of an object of the API server the manifest that the rules need: no status, no managed fields, no annotations (where kubectl leaves a copy of all,
/// passwords included). What is left is equal exactly when nothing relevant changed.
/// </summary>
internal static class ReducedObject
{
    private static readonly MappingNode NoPlaces = new(0, 0, []);

    /// <summary>A FRRConfiguration.</summary>
    public static ManifestDocument Configuration(ApiObject found) =>
        Reduce(ApiResources.FrrConfigurations, found, ["uid", "generation", "creationTimestamp"], ["spec"]);

    /// <summary>A FRRK8sConfiguration.</summary>
    public static ManifestDocument HostConfiguration(ApiObject found) => Reduce(ApiResources.HostConfigurations, found, [], ["spec"]);

    /// <summary>A Node.</summary>
    public static ManifestDocument Node(ApiObject found) => Reduce(ApiResources.Nodes, found, ["labels"], []);

    /// <summary>A FRRNodeState, of which this program needs to know only whether it is there.</summary>
    public static ManifestDocument NodeState(ApiObject found) => Reduce(ApiResources.FrrNodeStates, found, ["uid"], []);

    /// <summary>A Secret.</summary>
    public static ManifestDocument Secret(ApiObject found) => Reduce(ApiResources.Secrets, found, [], ["type", "data"]);

    private static ManifestDocument Reduce(ApiResource resource, ApiObject found, string[] metadata, string[] fields)
    {
        using var whole = JsonDocument.Parse(found.Json);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", resource.ApiVersion);
            writer.WriteString("kind", resource.Kind);
            writer.WriteStartObject("metadata");
            Copy(writer, whole.RootElement.Child("metadata"), ["name", "namespace", .. metadata]);
            writer.WriteEndObject();
            Copy(writer, whole.RootElement, fields);
            writer.WriteEndObject();
        }

        var id = found.Namespace.Length == 0 ? found.Name : $"{found.Namespace}/{found.Name}";
        return new ManifestDocument(
            resource.ApiVersion,
            resource.Kind,
            found.Namespace,
            found.Name,
            1,
            new Place($"{resource.Kind} {id}", 0, 0),
            NoPlaces,
            JsonElement.Parse(buffer.WrittenSpan));
    }

    private static void Copy(Utf8JsonWriter writer, JsonElement? from, string[] fields)
    {
        foreach (var field in fields)
        {
            if (from?.Child(field) is { } value)
            {
                writer.WritePropertyName(field);
                value.WriteTo(writer);
            }
        }
    }
}
