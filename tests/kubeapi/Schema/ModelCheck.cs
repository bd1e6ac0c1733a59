using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s.Models;

namespace FrrK8s.KubeApi.Schema;

/// <summary>
/// Reads an object of a built-in kind strictly by the classes of the client library, which are generated from Kubernetes' own description of its API: fields that it
/// does not know, values of another type, and fields that have to be there.
/// </summary>
internal static class ModelCheck
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, Type>> Fields = new();

    /// <summary>The paths of fields that nobody knows.</summary>
    public static IReadOnlyList<string> Unknown(Type model, JsonObject item)
    {
        var unknown = new List<string>();
        Walk(model, item, "", unknown, []);
        return unknown;
    }

    /// <summary>What is of another type, and what is missing.</summary>
    public static IReadOnlyList<SchemaFinding> Check(Type model, JsonObject item)
    {
        var findings = new List<SchemaFinding>();
        Walk(model, item, "", [], findings);
        return findings;
    }

    private static void Walk(Type type, JsonNode? node, string path, List<string> unknown, List<SchemaFinding> findings)
    {
        if (node is null)
        {
            return;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Parts(type, "IDictionary`2") is [_, var valueType])
        {
            foreach (var (name, value) in Of<JsonObject>(node, path, "a map", findings) ?? [])
            {
                Walk(valueType, value, $"{path}[{name}]", unknown, findings);
            }
        }
        else if (type != typeof(string) && type != typeof(byte[]) && Parts(type, "IList`1") is [var itemType])
        {
            var items = Of<JsonArray>(node, path, "a list", findings) ?? [];
            for (var i = 0; i < items.Count; i++)
            {
                Walk(itemType, items[i], $"{path}[{i}]", unknown, findings);
            }
        }
        else if (FieldsOf(type) is { Count: > 0 } fields)
        {
            if (Of<JsonObject>(node, path, "an object", findings) is { } map)
            {
                Walk(type, fields, map, path, unknown, findings);
            }
        }
        else if (!IsOf(type, node.GetValueKind(), node))
        {
            findings.Add(new SchemaFinding(path, "FieldValueTypeInvalid", $"Invalid value: {node.ToJsonString()}: it is no {type.Name}"));
        }
    }

    private static void Walk(
        Type type, Dictionary<string, Type> fields, JsonObject map, string path, List<string> unknown, List<SchemaFinding> findings)
    {
        foreach (var (name, value) in map)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (fields.TryGetValue(name, out var field))
            {
                Walk(field, value, at, unknown, findings);
            }
            else
            {
                unknown.Add(at);
            }
        }

        findings.AddRange(RequiredFields.Of(type)
            .Where(name => map[name] is null)
            .Select(name => new SchemaFinding(path.Length == 0 ? name : $"{path}.{name}", "FieldValueRequired", "Required value")));
    }

    private static T? Of<T>(JsonNode node, string path, string what, List<SchemaFinding> findings)
        where T : JsonNode
    {
        if (node is not T)
        {
            findings.Add(new SchemaFinding(path, "FieldValueTypeInvalid", $"Invalid value: {node.ToJsonString()}: it is not {what}"));
        }

        return node as T;
    }

    private static bool IsOf(Type type, JsonValueKind kind, JsonNode node) => type switch
    {
        _ when type == typeof(string) || type == typeof(DateTime) => kind is JsonValueKind.String,
        _ when type == typeof(byte[]) => kind is JsonValueKind.String && Convert.TryFromBase64String((string)node!, new byte[((string)node!).Length], out _),
        _ when type == typeof(bool) => kind is JsonValueKind.True or JsonValueKind.False,
        _ when type == typeof(int) || type == typeof(long) => kind is JsonValueKind.Number && long.TryParse(node.ToJsonString(), out _),
        _ when type == typeof(double) => kind is JsonValueKind.Number,
        _ when type == typeof(IntOrString) => kind is JsonValueKind.String || (kind is JsonValueKind.Number && int.TryParse(node.ToJsonString(), out _)),
        _ when type == typeof(ResourceQuantity) => kind is JsonValueKind.String or JsonValueKind.Number,
        _ when type == typeof(object) || type == typeof(JsonElement) || type == typeof(JsonNode) => true,
        _ => FieldsOf(type).Count == 0 && kind is JsonValueKind.Object,
    };

    private static Type[] Parts(Type type, string name) =>
        type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.Name == name)?.GetGenericArguments() ?? [];

    private static Dictionary<string, Type> FieldsOf(Type type) => Fields.GetOrAdd(
        type,
        known => known.Namespace != typeof(V1Pod).Namespace || known == typeof(IntOrString) || known == typeof(ResourceQuantity)
            ? []
            : known.GetProperties()
                .Select(property => (Name: property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name, property.PropertyType))
                .Where(field => field.Name is not null)
                .ToDictionary(field => field.Name!, field => field.PropertyType, StringComparer.Ordinal));
}
