using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Resources;

namespace FrrK8s.KubeApi.Http;

/// <summary>
/// OpenAPI version 2, which kubectl before 1.27 reads: the schemas by which it validates and explains, and that each kind can be tried
/// with `dryRun`.
/// </summary>
internal static class OpenApiSecond
{
    private const string GroupVersionKind = "x-kubernetes-group-version-kind";

    private static readonly string[] Words = ["description", "type", "format", "required"];

    /// <summary>The document as JSON.</summary>
    public static JsonObject Document(KindRegistry kinds)
    {
        var (paths, definitions) = (new JsonObject(), new JsonObject());
        foreach (var kind in kinds.All)
        {
            var within = kind.IsNamespaced ? "/namespaces/{namespace}" : "";
            paths[$"{kind.Root}{within}/{kind.Plural}/{{name}}"] = new JsonObject { ["patch"] = Patch(kind) };
            definitions[OpenApi.NameOf(kind)] = Definition(kind);
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.32.0" },
            ["paths"] = paths,
            ["definitions"] = definitions,
        };
    }

    /// <summary>The document as a message of gnostic's package openapi.v2, the only form that those kubectls ask for.</summary>
    public static byte[] Protobuf(KindRegistry kinds)
    {
        var document = Document(kinds);
        var writer = new ProtobufWriter();
        writer.Text(1, (string?)document["swagger"]);
        writer.Message(2, info =>
        {
            info.Text(1, (string?)document["info"]!["title"]);
            info.Text(2, (string?)document["info"]!["version"]);
        });
        writer.Message(8, paths => Named(paths, 2, document["paths"]!, (item, path) => item.Message(8, patch => Patch(patch, path["patch"]!))));
        writer.Message(9, definitions => Named(definitions, 1, document["definitions"]!, Schema));
        return writer.ToArray();
    }

    private static JsonObject Patch(ResourceKind kind) => new()
    {
        ["operationId"] = $"patch{kind.Kind}",
        ["parameters"] = new JsonArray(
            [.. ((string[])["dryRun", "fieldManager", "force"]).Select(name => new JsonObject { ["name"] = name, ["in"] = "query", ["type"] = "string" })]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        [GroupVersionKind] = OpenApi.GroupVersionKind(kind),
    };

    private static JsonObject Definition(ResourceKind kind)
    {
        var schema = kind.Schema is { } custom ? Plain(JsonNode.Parse(custom.Source.GetRawText())!) : new JsonObject { ["type"] = "object" };
        schema[GroupVersionKind] = new JsonArray(OpenApi.GroupVersionKind(kind));
        return schema;
    }

    // What version 2 has words for; a real server leaves out the rest as well.
    private static JsonObject Plain(JsonNode schema)
    {
        var plain = new JsonObject();
        foreach (var word in Words.Where(word => schema[word] is not null))
        {
            plain[word] = schema[word]!.DeepClone();
        }

        if (schema["properties"] is JsonObject properties)
        {
            plain["properties"] = new JsonObject(properties.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, Plain(one.Value!))));
        }

        foreach (var inner in (string[])["items", "additionalProperties"])
        {
            if (schema[inner] is JsonObject found)
            {
                plain[inner] = Plain(found);
            }
        }

        return plain;
    }

    private static void Patch(ProtobufWriter writer, JsonNode patch)
    {
        writer.Text(5, (string?)patch["operationId"]);
        foreach (var parameter in patch["parameters"]!.AsArray())
        {
            writer.Message(8, item => item.Message(1, one => one.Message(2, nonBody => nonBody.Message(3, query =>
            {
                query.Text(2, (string?)parameter!["in"]);
                query.Text(4, (string?)parameter["name"]);
                query.Text(6, (string?)parameter["type"]);
            }))));
        }

        Extension(writer, 13, patch);
    }

    private static void Schema(ProtobufWriter writer, JsonNode schema)
    {
        writer.Text(2, (string?)schema["format"]);
        writer.Text(4, (string?)schema["description"]);
        foreach (var name in schema["required"]?.AsArray() ?? [])
        {
            writer.Text(19, (string?)name);
        }

        if (schema["additionalProperties"] is { } values)
        {
            writer.Message(21, item => item.Message(1, inner => Schema(inner, values)));
        }

        if (schema["type"] is { } type)
        {
            writer.Message(22, item => item.Text(1, (string?)type));
        }

        if (schema["items"] is { } items)
        {
            writer.Message(23, item => item.Message(1, inner => Schema(inner, items)));
        }

        if (schema["properties"] is { } properties)
        {
            writer.Message(25, item => Named(item, 1, properties, Schema));
        }

        Extension(writer, 31, schema);
    }

    private static void Extension(ProtobufWriter writer, int field, JsonNode owner)
    {
        if (owner[GroupVersionKind] is { } extension)
        {
            // JSON is YAML.
            writer.Message(field, named =>
            {
                named.Text(1, GroupVersionKind);
                named.Message(2, any => any.Text(2, extension.ToJsonString()));
            });
        }
    }

    private static void Named(ProtobufWriter writer, int field, JsonNode members, Action<ProtobufWriter, JsonNode> write)
    {
        foreach (var (name, value) in members.AsObject())
        {
            writer.Message(field, named =>
            {
                named.Text(1, name);
                named.Message(2, inner => write(inner, value!));
            });
        }
    }
}
