using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Schema;

namespace FrrK8s.KubeApi.Patches;

/// <summary>
/// The fields of an object as `managedFields` names them: `f:NAME` for a field, `k:{…}` for an entry of a map list, `.` for the entry itself.
/// A path is its steps, joined by line ends.
/// </summary>
internal static class FieldPath
{
    /// <summary>What tells the entries of a list apart; empty for a list that is one value.</summary>
    public static IReadOnlyList<string> KeysOf(StructuralSchema? list, string name, JsonArray items) => list switch
    {
        null => StrategicPatch.KeyOf(name, items) is { } key ? [key] : [],
        { ListType: "map" } => list.ListKeys,
        _ => [],
    };

    /// <summary>All paths to values of an object.</summary>
    public static HashSet<string> Of(JsonObject item, StructuralSchema? schema)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in item)
        {
            if (name is "apiVersion" or "kind")
            {
                continue;
            }

            if (name != "metadata")
            {
                Walk(value, schema?.Properties.GetValueOrDefault(name), name, $"f:{name}", found);
                continue;
            }

            foreach (var (inner, field) in value!.AsObject())
            {
                if (inner is "labels" or "annotations" or "ownerReferences" or "finalizers")
                {
                    Walk(field, null, inner, $"f:metadata\nf:{inner}", found);
                }
            }
        }

        return found;
    }

    /// <summary>The name of an entry of a map list.</summary>
    public static string EntryOf(JsonNode? item, IReadOnlyList<string> keys)
    {
        var key = new JsonObject();
        foreach (var name in keys)
        {
            key[name] = item?[name]?.DeepClone();
        }

        return "k:" + key.ToJsonString();
    }

    /// <summary>The tree of `fieldsV1`.</summary>
    public static JsonObject ToTree(IEnumerable<string> paths)
    {
        var tree = new JsonObject();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var at = tree;
            foreach (var step in path.Split('\n'))
            {
                at[step] ??= new JsonObject();
                at = at[step]!.AsObject();
            }
        }

        return tree;
    }

    /// <summary>The paths of a `fieldsV1`.</summary>
    public static HashSet<string> FromTree(JsonNode? tree)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Leaves(tree as JsonObject ?? [], "", found);
        return found;
    }

    private static void Leaves(JsonObject tree, string path, HashSet<string> found)
    {
        foreach (var (step, inner) in tree)
        {
            var here = path.Length == 0 ? step : $"{path}\n{step}";
            if (inner is JsonObject { Count: > 0 } deeper)
            {
                Leaves(deeper, here, found);
            }
            else
            {
                found.Add(here);
            }
        }
    }

    private static void Walk(JsonNode? value, StructuralSchema? schema, string name, string path, HashSet<string> found)
    {
        if (value is JsonObject { Count: > 0 } map && schema is not { IsAtomicMap: true })
        {
            foreach (var (inner, field) in map)
            {
                Walk(field, schema?.Properties.GetValueOrDefault(inner) ?? schema?.Values, inner, $"{path}\nf:{inner}", found);
            }
        }
        else if (value is JsonArray list && KeysOf(schema, name, list) is { Count: > 0 } keys)
        {
            foreach (var item in list)
            {
                var entry = $"{path}\n{EntryOf(item, keys)}";
                found.Add($"{entry}\n.");
                Walk(item, schema?.Items, name, entry, found);
            }
        }
        else
        {
            found.Add(path);
        }
    }
}
