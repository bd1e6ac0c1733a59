using System.Text.Json.Nodes;

namespace FrrK8s.KubeApi.Schema;

/// <summary>Drops the fields that a schema does not name.</summary>
internal static class SchemaPruner
{
    /// <summary>Prunes an object; the result names what was dropped.</summary>
    public static List<string> Prune(StructuralSchema schema, JsonObject item)
    {
        var dropped = new List<string>();
        Walk(schema, item, "", isRoot: true, dropped);
        return dropped;
    }

    private static void Walk(StructuralSchema schema, JsonNode? value, string path, bool isRoot, List<string> dropped)
    {
        if (value is JsonArray list && schema.Items is not null)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Walk(schema.Items, list[i], $"{path}[{i}]", isRoot: false, dropped);
            }
        }

        if (value is not JsonObject map)
        {
            return;
        }

        foreach (var name in map.Select(field => field.Key).ToArray())
        {
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (isRoot && (name is "apiVersion" or "kind" or "metadata"))
            {
                continue;
            }

            if ((schema.Properties.GetValueOrDefault(name) ?? schema.Values) is { } known)
            {
                Walk(known, map[name], inner, isRoot: false, dropped);
            }
            else if (!schema.KeepsUnknown)
            {
                map.Remove(name);
                dropped.Add(inner);
            }
        }
    }
}
