using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Schema;

namespace FrrK8s.KubeApi.Writing;

/// <summary>
/// What an API server does to built-in kinds and asks of them, as far as an object that passes here should pass there too.
/// </summary>
internal static class BuiltInRules
{
    /// <summary>Sets what the server sets.</summary>
    public static void Prepare(ResourceKind kind, JsonObject item, bool isNew)
    {
        if (kind == BuiltInKinds.Namespaces && isNew)
        {
            item["status"] = new JsonObject { ["phase"] = "Active" };
            var labels = Child(item["metadata"]!.AsObject(), "labels");
            labels["kubernetes.io/metadata.name"] = (string)item["metadata"]!["name"]!;
        }
        else if (kind == BuiltInKinds.Pods && isNew)
        {
            item["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "BestEffort" };
        }
        else if (kind == BuiltInKinds.Secrets)
        {
            PrepareSecret(item);
        }
        else if (kind == DeploymentKinds.Policies)
        {
            PolicyRules.Prepare(item);
        }
        else if (kind == BuiltInKinds.ValidatingWebhooks)
        {
            foreach (var webhook in (item["webhooks"] as JsonArray ?? []).OfType<JsonObject>())
            {
                PrepareWebhook(webhook);
            }
        }
    }

    /// <summary>What is wrong with an object.</summary>
    public static IEnumerable<SchemaFinding> Check(ResourceKind kind, JsonObject item) => kind.Plural switch
    {
        _ when kind == BuiltInKinds.Pods => Pod(item),
        _ when kind == BuiltInKinds.Secrets => Secret(item),
        _ when kind == BuiltInKinds.Events => Event(item),
        _ when kind == BuiltInKinds.ValidatingWebhooks => Webhooks(item),
        _ when kind == BuiltInKinds.Definitions => Definition(item),
        _ => DeploymentRules.Check(kind, item),
    };

    private static IEnumerable<SchemaFinding> Definition(JsonObject item) =>
        CustomKind.Read(JsonSerializer.SerializeToElement(item)) is { Schema: { } schema } ? RuleCost.Check(schema, "spec.validation.openAPIV3Schema") : [];

    private static void PrepareSecret(JsonObject item)
    {
        item["type"] ??= "Opaque";
        if (item["stringData"] is JsonObject texts)
        {
            var data = Child(item, "data");
            foreach (var (name, text) in texts)
            {
                data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes((string?)text ?? ""));
            }

            item.Remove("stringData");
        }
    }

    private static void PrepareWebhook(JsonObject webhook)
    {
        webhook["failurePolicy"] ??= "Fail";
        webhook["matchPolicy"] ??= "Equivalent";
        webhook["timeoutSeconds"] ??= 10;
        webhook["namespaceSelector"] ??= new JsonObject();
        webhook["objectSelector"] ??= new JsonObject();
        if (webhook["clientConfig"]?["service"] is JsonObject service)
        {
            service["port"] ??= 443;
        }

        foreach (var rule in (webhook["rules"] as JsonArray ?? []).OfType<JsonObject>())
        {
            rule["scope"] ??= "*";
        }
    }

    private static IEnumerable<SchemaFinding> Pod(JsonObject item)
    {
        if (item["spec"]?["containers"] is not JsonArray { Count: > 0 } containers)
        {
            yield return Required("spec.containers");
            yield break;
        }

        for (var i = 0; i < containers.Count; i++)
        {
            foreach (var name in (string[])["name", "image"])
            {
                if ((string?)containers[i]?[name] is not { Length: > 0 })
                {
                    yield return Required($"spec.containers[{i}].{name}");
                }
            }
        }
    }

    private static IEnumerable<SchemaFinding> Secret(JsonObject item)
    {
        var data = item["data"] as JsonObject ?? [];
        foreach (var (name, value) in data)
        {
            var text = (string?)value ?? "";
            if (!Convert.TryFromBase64String(text, new byte[text.Length], out _))
            {
                yield return new($"data[{name}]", "FieldValueInvalid", "Invalid value: \"<secret contents redacted>\": it is not base64");
            }
        }

        if ((string?)item["type"] == "kubernetes.io/basic-auth" && !data.ContainsKey("username") && !data.ContainsKey("password"))
        {
            yield return Required("data[username]");
            yield return Required("data[password]");
        }

        if ((string?)item["type"] == "kubernetes.io/tls")
        {
            foreach (var name in (string[])["tls.crt", "tls.key"])
            {
                if (!data.ContainsKey(name))
                {
                    yield return Required($"data[{name}]");
                }
            }
        }
    }

    private static IEnumerable<SchemaFinding> Event(JsonObject item)
    {
        var ns = (string?)item["metadata"]?["namespace"] ?? "";
        var about = (string?)item["involvedObject"]?["namespace"] ?? "";
        if (about.Length > 0 ? about != ns : ns is not "default")
        {
            yield return new("involvedObject.namespace", "FieldValueInvalid", $"Invalid value: \"{about}\": does not match event.namespace");
        }
    }

    private static IEnumerable<SchemaFinding> Webhooks(JsonObject item)
    {
        var webhooks = item["webhooks"] as JsonArray ?? [];
        for (var i = 0; i < webhooks.Count; i++)
        {
            var webhook = webhooks[i]!;
            foreach (var name in (string[])["sideEffects", "admissionReviewVersions", "clientConfig", "name"])
            {
                if (webhook[name] is null)
                {
                    yield return Required($"webhooks[{i}].{name}");
                }
            }

            if ((string?)webhook["clientConfig"]?["url"] is { } url && !url.StartsWith("https://", StringComparison.Ordinal))
            {
                yield return new($"webhooks[{i}].clientConfig.url", "FieldValueInvalid", $"Invalid value: \"{url}\": 'https' is the only allowed URL scheme");
            }
        }
    }

    private static SchemaFinding Required(string path) => new(path, "FieldValueRequired", "Required value");

    private static JsonObject Child(JsonObject parent, string name)
    {
        parent[name] ??= new JsonObject();
        return parent[name]!.AsObject();
    }
}
