using System.Text.Json.Nodes;

namespace FrrK8s.KubeApi.Schema;

/// <summary>Sets the fields that are absent, and that a schema has a default for.</summary>
internal static class SchemaDefaults
{
    /// <summary>Sets defaults in place, also inside of what was set.</summary>
    public static void Set(StructuralSchema schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonArray list when schema.Items is not null:
                foreach (var item in list)
                {
                    Set(schema.Items, item);
                }

                break;
            case JsonObject map:
                foreach (var (name, field) in schema.Properties)
                {
                    // A null that may not be is as good as absent, but only where there is something to put there.
                    if (field.Default is not null && (!map.ContainsKey(name) || (map[name] is null && !field.IsNullable)))
                    {
                        map[name] = field.Default.DeepClone();
                    }

                    Set(field, map[name]);
                }

                if (schema.Values is { } values)
                {
                    foreach (var (_, inner) in map)
                    {
                        Set(values, inner);
                    }
                }

                break;
        }
    }
}
