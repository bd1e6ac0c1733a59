using System.Text.Json.Nodes;

namespace FrrK8s.KubeApi.Patches;

/// <summary>
/// Strategic merge patch as far as the built-in kinds here need it: lists of objects that have a known key are merged by it,
/// `$patch: delete` and `$patch: replace` are understood, other lists are replaced.
/// </summary>
internal static class StrategicPatch
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["conditions"] = "type",
        ["addresses"] = "type",
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["containerStatuses"] = "name",
        ["volumes"] = "name",
        ["env"] = "name",
        ["ports"] = "port",
        ["ownerReferences"] = "uid",
        ["volumeMounts"] = "mountPath",
        ["webhooks"] = "name",
        ["imagePullSecrets"] = "name",
    };

    /// <summary>What tells the entries of a list apart; null for a list that is replaced as a whole.</summary>
    public static string? KeyOf(string list, JsonArray items) => list == "ports" && items.FirstOrDefault()?["containerPort"] is not null
        ? "containerPort"
        : Keys.GetValueOrDefault(list);

    /// <summary>The object with the patch applied.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (name.StartsWith('$'))
            {
                // What is said of order and of keys that stay has no effect on what is merged here.
                continue;
            }

            target[name] = (value, target[name]) switch
            {
                (JsonObject { } change, _) when (string?)change["$patch"] == "replace" => Without(change),
                (JsonObject { } change, JsonObject old) => Apply(old.DeepClone().AsObject(), change),
                (JsonObject { } change, _) => Apply([], change),
                (JsonArray { } change, JsonArray old) when KeyOf(name, change) is { } key => Merge(old, change, key),
                _ => value?.DeepClone(),
            };
            if (target[name] is null)
            {
                target.Remove(name);
            }
        }

        return target;
    }

    private static JsonArray Merge(JsonArray old, JsonArray change, string key)
    {
        var merged = old.DeepClone().AsArray();
        foreach (var item in change.OfType<JsonObject>())
        {
            var at = -1;
            for (var i = 0; i < merged.Count; i++)
            {
                at = merged[i] is JsonObject candidate && JsonNode.DeepEquals(candidate[key], item[key]) ? i : at;
            }

            if ((string?)item["$patch"] == "delete")
            {
                if (at >= 0)
                {
                    merged.RemoveAt(at);
                }
            }
            else if (at >= 0)
            {
                merged[at] = Apply(merged[at]!.DeepClone().AsObject(), item);
            }
            else
            {
                merged.Add(item.DeepClone());
            }
        }

        return merged;
    }

    private static JsonObject Without(JsonObject change)
    {
        var copy = change.DeepClone().AsObject();
        copy.Remove("$patch");
        return copy;
    }
}
