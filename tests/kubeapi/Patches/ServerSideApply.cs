using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Schema;
using FrrK8s.KubeApi.Writing;

namespace FrrK8s.KubeApi.Patches;

/// <summary>
/// Server-side apply: a manager owns the fields that it applied last; what it no longer applies goes, unless somebody else owns it too.
/// Only managers that apply are remembered: a plain update owns nothing here, so it never conflicts.
/// </summary>
internal sealed class ServerSideApply(ResourceKind kind, string manager, string subresource, bool isForced, DateTimeOffset now)
{
    /// <summary>The object after the apply.</summary>
    public JsonObject Over(JsonObject? current, JsonObject body)
    {
        if (body["metadata"]?["managedFields"] is not null)
        {
            throw ApiFailure.BadRequest("metadata.managedFields must be nil");
        }

        var wanted = FieldPath.Of(body, kind.Schema);
        var entries = (current?["metadata"]?["managedFields"] as JsonArray ?? []).Select(entry => entry!.DeepClone().AsObject()).ToList();
        var mine = entries.Find(IsMine);
        var others = entries.Where(entry => entry != mine).ToList();
        var next = current ?? [];
        if (current is not null)
        {
            Settle(current, body, wanted, others);
            var kept = others.SelectMany(entry => FieldPath.FromTree(entry["fieldsV1"])).ToHashSet(StringComparer.Ordinal);
            foreach (var path in FieldPath.FromTree(mine?["fieldsV1"]).Where(path => !wanted.Contains(path) && !kept.Contains(path)))
            {
                Remove(next, path.Split('\n'));
            }
        }

        Merge(next, body, kind.Schema);
        others.Add(Entry(wanted));
        next["metadata"] ??= new JsonObject();
        next["metadata"]!["managedFields"] = new JsonArray([.. others.Where(entry => entry["fieldsV1"] is JsonObject { Count: > 0 })]);
        return next;
    }

    private bool IsMine(JsonObject entry) =>
        (string?)entry["manager"] == manager && (string?)entry["operation"] == "Apply" && ((string?)entry["subresource"] ?? "") == subresource;

    /// <summary>Who else owns what shall be changed: it is refused, or taken from them.</summary>
    private void Settle(JsonObject current, JsonObject body, HashSet<string> wanted, List<JsonObject> others)
    {
        foreach (var other in others)
        {
            var owned = FieldPath.FromTree(other["fieldsV1"]);
            var lost = owned.Where(path => wanted.Contains(path) && !JsonNode.DeepEquals(Find(current, path), Find(body, path))).ToArray();
            if (lost.Length > 0 && !isForced)
            {
                var (count, who) = (lost.Length, (string?)other["manager"]);
                throw new ApiFailure(
                    409,
                    "Conflict",
                    $"Apply failed with {count} conflict{(count == 1 ? "" : "s")}: conflict{(count == 1 ? "" : "s")} with \"{who}\": {string.Join(", ", lost.Select(Shown))}",
                    new JsonObject
                    {
                        ["causes"] = new JsonArray([.. lost.Select(path => new JsonObject
                        {
                            ["reason"] = "FieldManagerConflict",
                            ["message"] = $"conflict with \"{who}\"",
                            ["field"] = Shown(path),
                        })]),
                    });
            }

            owned.ExceptWith(lost);
            other["fieldsV1"] = FieldPath.ToTree(owned);
        }
    }

    private JsonObject Entry(HashSet<string> paths)
    {
        var entry = new JsonObject
        {
            ["manager"] = manager,
            ["operation"] = "Apply",
            ["apiVersion"] = kind.ApiVersion,
            ["time"] = ObjectRules.Timestamp(now),
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = FieldPath.ToTree(paths),
        };
        if (subresource.Length > 0)
        {
            entry["subresource"] = subresource;
        }

        return entry;
    }

    private static void Merge(JsonObject target, JsonObject change, StructuralSchema? schema)
    {
        foreach (var (name, value) in change)
        {
            var field = schema?.Properties.GetValueOrDefault(name) ?? schema?.Values;
            if (value is JsonObject inner && target[name] is JsonObject old && field is not { IsAtomicMap: true })
            {
                Merge(old, inner, field);
            }
            else if (value is JsonArray list && target[name] is JsonArray there && FieldPath.KeysOf(field, name, list) is { Count: > 0 } keys)
            {
                MergeList(there, list, keys, field?.Items);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static void MergeList(JsonArray target, JsonArray change, IReadOnlyList<string> keys, StructuralSchema? items)
    {
        foreach (var item in change)
        {
            var entry = FieldPath.EntryOf(item, keys);
            if (target.FirstOrDefault(old => FieldPath.EntryOf(old, keys) == entry) is JsonObject there)
            {
                Merge(there, item!.AsObject(), items);
            }
            else
            {
                target.Add(item?.DeepClone());
            }
        }
    }

    private static JsonNode? Find(JsonNode root, string path) => Walk(root, path.Split('\n'));

    private static JsonNode? Walk(JsonNode? at, IEnumerable<string> steps)
    {
        foreach (var step in steps.Where(step => step != "."))
        {
            at = step[..2] switch
            {
                "f:" => (at as JsonObject)?[step[2..]],
                _ => (at as JsonArray)?.FirstOrDefault(item => IsEntry(item, step)),
            };
        }

        return at;
    }

    private static void Remove(JsonNode root, string[] steps)
    {
        var whole = steps[^1] == "." ? steps[..^1] : steps;
        switch (Walk(root, whole[..^1]))
        {
            case JsonObject map:
                map.Remove(whole[^1][2..]);
                break;
            case JsonArray list when list.FirstOrDefault(item => IsEntry(item, whole[^1])) is { } entry:
                list.Remove(entry);
                break;
        }
    }

    private static bool IsEntry(JsonNode? item, string step) =>
        FieldPath.EntryOf(item, [.. JsonNode.Parse(step[2..])!.AsObject().Select(key => key.Key)]) == step;

    private static string Shown(string path) =>
        string.Concat(path.Split('\n').Where(step => step != ".").Select(step => step.StartsWith("f:", StringComparison.Ordinal) ? $".{step[2..]}" : $"[{step[2..]}]"));
}
