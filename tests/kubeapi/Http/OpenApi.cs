using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Resources;

namespace FrrK8s.KubeApi.Http;

/// <summary>
/// OpenAPI version 3 as far as kubectl reads it: that unknown fields are refused by the server, and the schemas of custom resources for `explain`.
/// </summary>
internal static class OpenApi
{
    /// <summary>What a path of version 3 answers; null when it is none.</summary>
    public static JsonObject? Third(string path, KindRegistry kinds)
    {
        var asked = path["/openapi/v3".Length..].Trim('/');
        if (asked.Length == 0)
        {
            var paths = new JsonObject();
            foreach (var root in kinds.All.Select(kind => kind.Root.Trim('/')).Distinct(StringComparer.Ordinal))
            {
                paths[root] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{root}" };
            }

            return new JsonObject { ["paths"] = paths };
        }

        var served = kinds.All.Where(kind => kind.Root.Trim('/') == asked).ToArray();
        return served.Length == 0 ? null : Document(served);
    }

    private static JsonObject Document(IEnumerable<ResourceKind> kinds)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        foreach (var kind in kinds)
        {
            var within = kind.IsNamespaced ? "/namespaces/{namespace}" : "";
            var collection = $"{kind.Root}{within}/{kind.Plural}";
            paths[collection] = new JsonObject { ["get"] = Operation(kind, "list"), ["post"] = Operation(kind, "post") };
            paths[$"{collection}/{{name}}"] = new JsonObject
            {
                ["get"] = Operation(kind, "get"),
                ["put"] = Operation(kind, "put"),
                ["patch"] = Operation(kind, "patch"),
            };
            schemas[NameOf(kind)] = Schema(kind);
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.32.0" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static JsonObject Operation(ResourceKind kind, string action) => new()
    {
        ["operationId"] = $"{action}{kind.Kind}",
        ["parameters"] = new JsonArray(Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation")),
        ["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "OK",
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject
                    {
                        ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{NameOf(kind)}" },
                    },
                },
            },
        },
        ["x-kubernetes-action"] = action,
        ["x-kubernetes-group-version-kind"] = GroupVersionKind(kind),
    };

    private static JsonObject Parameter(string name) =>
        new() { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Schema(ResourceKind kind)
    {
        var schema = kind.Schema is { } custom ? JsonNode.Parse(custom.Source.GetRawText())!.AsObject() : new JsonObject { ["type"] = "object" };
        schema["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind));
        return schema;
    }

    /// <summary>The name of a kind's schema.</summary>
    public static string NameOf(ResourceKind kind) =>
        $"{string.Join('.', (kind.Group.Length == 0 ? "core.api.k8s.io" : kind.Group).Split('.').Reverse())}.{kind.Version}.{kind.Kind}";

    /// <summary>By which clients find a kind.</summary>
    public static JsonObject GroupVersionKind(ResourceKind kind) =>
        new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };
}
