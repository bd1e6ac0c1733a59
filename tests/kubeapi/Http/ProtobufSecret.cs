using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Resources;

namespace FrrK8s.KubeApi.Http;

/// <summary>
/// Reads a Secret in protocol buffers: what Go programs send of built-in kinds when they do not ask for JSON. helm keeps its releases so, and that is all that is known here.
/// </summary>
internal static class ProtobufSecret
{
    /// <summary>The type of such a body.</summary>
    public const string ContentType = "application/vnd.kubernetes.protobuf";

    private static readonly byte[] Magic = "k8s\0"u8.ToArray();

    /// <summary>The Secret. Throws <see cref="ApiFailure"/> for what is none.</summary>
    public static JsonObject Read(ResourceKind kind, byte[] body)
    {
        if (kind != BuiltInKinds.Secrets || !body.AsSpan().StartsWith(Magic))
        {
            throw ApiFailure.Unsupported("application/json, application/yaml");
        }

        var secret = ProtobufFields.Read(body.AsSpan(Magic.Length)).Message(2);
        return new JsonObject
        {
            ["apiVersion"] = kind.ApiVersion,
            ["kind"] = kind.Kind,
            ["metadata"] = Metadata(secret.Message(1)),
            ["type"] = secret.Text(3),
            ["data"] = new JsonObject(secret.Map(2).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Convert.ToBase64String(entry.Value)))),
        };
    }

    /// <summary>How it is to be deleted, as far as it is known here.</summary>
    public static JsonObject ReadDeleteOptions(byte[] body)
    {
        var policy = body.AsSpan().StartsWith(Magic) ? ProtobufFields.Read(body.AsSpan(Magic.Length)).Message(2).Text(4) : "";
        return policy.Length == 0 ? [] : new JsonObject { ["propagationPolicy"] = policy };
    }

    private static JsonObject Metadata(ProtobufFields fields)
    {
        var metadata = new JsonObject();
        foreach (var (name, field) in (ReadOnlySpan<(string, int)>)[("name", 1), ("namespace", 3), ("uid", 5), ("resourceVersion", 6)])
        {
            if (fields.Text(field) is { Length: > 0 } text)
            {
                metadata[name] = text;
            }
        }

        foreach (var (name, field) in (ReadOnlySpan<(string, int)>)[("labels", 11), ("annotations", 12)])
        {
            var map = new JsonObject(fields.Map(field).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)System.Text.Encoding.UTF8.GetString(entry.Value))));
            if (map.Count > 0)
            {
                metadata[name] = map;
            }
        }

        return metadata;
    }
}
