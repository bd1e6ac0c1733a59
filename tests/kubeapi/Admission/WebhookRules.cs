using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Selectors;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Admission;

/// <summary>Which writes a webhook is asked about: its rules, its namespace selector, its object selector.</summary>
internal static class WebhookRules
{
    /// <summary>Whether a webhook is asked.</summary>
    public static bool Concern(
        JsonElement webhook, ApiCall call, string operation, StoredObject? old, JsonObject? next, ServerState server)
    {
        if (webhook.TryGetProperty("matchConditions", out var conditions) && conditions.GetArrayLength() > 0)
        {
            throw new NotSupportedException("matchConditions of webhooks are not evaluated by this server");
        }

        return webhook.TryGetProperty("rules", out var rules)
            && rules.EnumerateArray().Any(rule => IsNamed(rule, call, operation))
            && IsNamespaceMeant(webhook, call, server)
            && IsObjectMeant(webhook, old, next);
    }

    /// <summary>Whether a rule names what a write is about.</summary>
    public static bool IsNamed(JsonElement rule, ApiCall call, string operation)
    {
        var resource = call.Subresource.Length == 0 ? call.Kind.Plural : $"{call.Kind.Plural}/{call.Subresource}";
        var scope = rule.TryGetProperty("scope", out var given) ? given.GetString() : "*";
        return Has(rule, "operations", operation)
            && Has(rule, "apiGroups", call.Kind.Group)
            && Has(rule, "apiVersions", call.Kind.Version)
            && rule.GetProperty("resources").EnumerateArray().Select(item => item.GetString()!).Any(named =>
                named == resource
                || named == "*/*"
                || (named == "*" && call.Subresource.Length == 0)
                || (named == $"{call.Kind.Plural}/*")
                || (named == $"*/{call.Subresource}" && call.Subresource.Length > 0))
            && (scope == "*" || (scope == "Namespaced") == call.Kind.IsNamespaced);
    }

    private static bool Has(JsonElement rule, string name, string wanted) =>
        rule.GetProperty(name).EnumerateArray().Any(item => item.GetString() is { } value && (value == "*" || value == wanted));

    private static bool IsNamespaceMeant(JsonElement webhook, ApiCall call, ServerState server) =>
        !call.Kind.IsNamespaced
        || (server.Store.Find(BuiltInKinds.Namespaces, null, call.Namespace) is { } ns && Selects(webhook, "namespaceSelector", ns.Labels));

    private static bool IsObjectMeant(JsonElement webhook, StoredObject? old, JsonObject? next) =>
        (next is not null && Selects(webhook, "objectSelector", Labels(next)))
        || (old is not null && Selects(webhook, "objectSelector", old.Labels));

    private static Dictionary<string, string> Labels(JsonObject item) =>
        (item["metadata"]?["labels"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);

    private static bool Selects(JsonElement webhook, string name, IReadOnlyDictionary<string, string> labels)
    {
        if (!webhook.TryGetProperty(name, out var selector))
        {
            return true;
        }

        var terms = new List<string>();
        if (selector.TryGetProperty("matchLabels", out var wanted))
        {
            terms.AddRange(wanted.EnumerateObject().Select(pair => $"{pair.Name}={pair.Value.GetString()}"));
        }

        if (selector.TryGetProperty("matchExpressions", out var expressions))
        {
            terms.AddRange(expressions.EnumerateArray().Select(Term));
        }

        return new LabelSelector(string.Join(',', terms)).Matches(labels);
    }

    private static string Term(JsonElement expression)
    {
        var key = expression.GetProperty("key").GetString()!;
        var values = expression.TryGetProperty("values", out var list) ? string.Join(',', list.EnumerateArray().Select(item => item.GetString())) : "";
        return expression.GetProperty("operator").GetString() switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "Exists" => key,
            _ => $"!{key}",
        };
    }
}
