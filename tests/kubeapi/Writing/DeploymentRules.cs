using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Schema;

namespace FrrK8s.KubeApi.Writing;

/// <summary>What an API server asks of the kinds that manifests deploy with, beyond the types of their fields.</summary>
internal static class DeploymentRules
{
    private static readonly string[] RoleRefKinds = ["Role", "ClusterRole"];

    /// <summary>What is wrong with an object.</summary>
    public static IEnumerable<SchemaFinding> Check(ResourceKind kind, JsonObject item) => kind.Plural switch
    {
        _ when kind == DeploymentKinds.Deployments || kind == DeploymentKinds.DaemonSets => Workload(item),
        _ when kind == DeploymentKinds.Roles || kind == DeploymentKinds.ClusterRoles => Rules(kind, item),
        _ when kind == DeploymentKinds.RoleBindings || kind == DeploymentKinds.ClusterRoleBindings => Binding(kind, item),
        _ when kind == DeploymentKinds.DisruptionBudgets => Budget(item),
        _ when kind == DeploymentKinds.Policies => PolicyRules.Check(item),
        _ when kind == BuiltInKinds.Services => Service(item),
        _ => [],
    };

    private static IEnumerable<SchemaFinding> Workload(JsonObject item)
    {
        var template = item["spec"]?["template"];
        var labels = template?["metadata"]?["labels"] as JsonObject ?? [];
        foreach (var (name, value) in item["spec"]?["selector"]?["matchLabels"] as JsonObject ?? [])
        {
            if ((string?)labels[name] != (string?)value)
            {
                yield return new("spec.template.metadata.labels", "FieldValueInvalid", $"Invalid value: `selector` does not match template `labels`: {name}");
            }
        }

        if ((string?)item["spec"]?["strategy"]?["type"] == "Recreate" && item["spec"]?["strategy"]?["rollingUpdate"] is not null)
        {
            yield return new("spec.strategy.rollingUpdate", "FieldValueForbidden", "Forbidden: may not be specified when strategy `type` is 'Recreate'");
        }

        foreach (var finding in PodRules.Check(template?["spec"] as JsonObject ?? [], "spec.template.spec"))
        {
            yield return finding;
        }
    }

    private static IEnumerable<SchemaFinding> Rules(ResourceKind kind, JsonObject item)
    {
        var rules = item["rules"] as JsonArray ?? [];
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i]!;
            var hasPaths = rule["nonResourceURLs"] is JsonArray { Count: > 0 };
            if (rule["verbs"] is JsonArray { Count: 0 })
            {
                yield return new($"rules[{i}].verbs", "FieldValueRequired", "Required value: verbs must contain at least one value");
            }

            if (hasPaths && kind.IsNamespaced)
            {
                yield return new($"rules[{i}].nonResourceURLs", "FieldValueInvalid", "Invalid value: namespaced rules cannot apply to non-resource URLs");
            }

            if (!hasPaths && (rule["apiGroups"] is not JsonArray { Count: > 0 } || rule["resources"] is not JsonArray { Count: > 0 }))
            {
                yield return new($"rules[{i}].resources", "FieldValueRequired", "Required value: resource rules must supply at least one api group and resource");
            }
        }
    }

    private static IEnumerable<SchemaFinding> Binding(ResourceKind kind, JsonObject item)
    {
        var named = (string?)item["roleRef"]?["kind"] ?? "";
        if (!RoleRefKinds.Contains(named) || (named == "Role" && !kind.IsNamespaced))
        {
            yield return new("roleRef.kind", "FieldValueNotSupported", $"Unsupported value: \"{named}\"");
        }

        var subjects = item["subjects"] as JsonArray ?? [];
        for (var i = 0; i < subjects.Count; i++)
        {
            if ((string?)subjects[i]?["kind"] == "ServiceAccount" && (string?)subjects[i]?["namespace"] is not { Length: > 0 })
            {
                yield return new($"subjects[{i}].namespace", "FieldValueRequired", "Required value");
            }
        }
    }

    private static IEnumerable<SchemaFinding> Budget(JsonObject item)
    {
        if (item["spec"]?["minAvailable"] is not null && item["spec"]?["maxUnavailable"] is not null)
        {
            yield return new("spec", "FieldValueInvalid", "Invalid value: minAvailable and maxUnavailable cannot be both set");
        }
    }

    private static IEnumerable<SchemaFinding> Service(JsonObject item)
    {
        var ports = item["spec"]?["ports"] as JsonArray ?? [];
        if (ports.Count > 1 && ports.Any(port => (string?)port?["name"] is not { Length: > 0 }))
        {
            yield return new("spec.ports", "FieldValueRequired", "Required value: the name of each of several ports");
        }

        foreach (var port in ports.Where(port => (string?)port?["name"] is { Length: > 63 }))
        {
            yield return new("spec.ports.name", "FieldValueInvalid", $"Invalid value: \"{port!["name"]}\": must be no more than 63 characters");
        }
    }
}
