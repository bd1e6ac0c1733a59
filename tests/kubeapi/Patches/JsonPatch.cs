using System.Globalization;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Http;

namespace FrrK8s.KubeApi.Patches;

/// <summary>JSON patch (RFC 6902).</summary>
internal static class JsonPatch
{
    /// <summary>The object with the operations done one after the other.</summary>
    public static JsonObject Apply(JsonObject target, JsonNode? patch)
    {
        if (patch is not JsonArray operations)
        {
            throw ApiFailure.BadRequest("error decoding patch: it is not a list of operations");
        }

        foreach (var operation in operations)
        {
            Do(target, operation as JsonObject ?? throw ApiFailure.BadRequest("error decoding patch: an operation is not an object"));
        }

        return target;
    }

    private static void Do(JsonObject target, JsonObject operation)
    {
        var path = Steps(operation, "path");
        switch ((string?)operation["op"])
        {
            case "add":
                Add(target, path, operation["value"]?.DeepClone());
                break;
            case "replace":
                Remove(target, path);
                Add(target, path, operation["value"]?.DeepClone());
                break;
            case "remove":
                Remove(target, path);
                break;
            case "copy":
                Add(target, path, Find(target, Steps(operation, "from"))?.DeepClone());
                break;
            case "move":
                var from = Steps(operation, "from");
                var moved = Find(target, from)?.DeepClone();
                Remove(target, from);
                Add(target, path, moved);
                break;
            case "test":
                if (!JsonNode.DeepEquals(Find(target, path), operation["value"]))
                {
                    throw Refused($"testing value {operation["path"]} failed");
                }

                break;
            default:
                throw Refused($"unexpected kind: {operation["op"]}");
        }
    }

    private static string[] Steps(JsonObject operation, string name) =>
        [.. ((string?)operation[name] ?? "").Split('/').Skip(1).Select(step =>
            step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static JsonNode? Find(JsonNode root, IEnumerable<string> path)
    {
        JsonNode? current = root;
        foreach (var step in path)
        {
            current = current switch
            {
                JsonObject map when map.ContainsKey(step) => map[step],
                JsonArray list when Index(list, step) is { } index && index < list.Count => list[index],
                _ => throw Refused($"doc is missing path: {step}"),
            };
        }

        return current;
    }

    private static void Add(JsonNode root, string[] path, JsonNode? value)
    {
        switch (Find(root, path[..^1]))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list when path[^1] == "-":
                list.Add(value);
                break;
            case JsonArray list when Index(list, path[^1]) is { } index && index <= list.Count:
                list.Insert(index, value);
                break;
            default:
                throw Refused($"cannot add at {string.Join('/', path)}");
        }
    }

    private static void Remove(JsonNode root, string[] path)
    {
        switch (Find(root, path[..^1]))
        {
            case JsonObject map when map.Remove(path[^1]):
                break;
            case JsonArray list when Index(list, path[^1]) is { } index && index < list.Count:
                list.RemoveAt(index);
                break;
            default:
                throw Refused($"remove operation does not apply: doc is missing path: /{string.Join('/', path)}");
        }
    }

    private static int? Index(JsonArray list, string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= list.Count ? index : null;

    private static ApiFailure Refused(string why) => new(422, "Invalid", $"the server rejected our request due to an error in our request: {why}");
}
