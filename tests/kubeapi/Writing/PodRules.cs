using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Schema;

namespace FrrK8s.KubeApi.Writing;

/// <summary>What an API server asks of the pod in a template: names that refer to each other, and settings that exclude each other.</summary>
internal static class PodRules
{
    private static readonly (string Field, string[] Allowed)[] Choices =
    [
        ("dnsPolicy", ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]),
        ("restartPolicy", ["Always", "OnFailure", "Never"]),
    ];

    /// <summary>What is wrong with a pod's spec.</summary>
    public static IEnumerable<SchemaFinding> Check(JsonObject pod, string path)
    {
        foreach (var (field, allowed) in Choices)
        {
            if ((string?)pod[field] is { } value && !allowed.Contains(value))
            {
                yield return new($"{path}.{field}", "FieldValueNotSupported", $"Unsupported value: \"{value}\"");
            }
        }

        var volumes = Names(pod["volumes"]);
        var containers = pod["containers"] as JsonArray ?? [];
        foreach (var twice in Twice(volumes).Concat(Twice(Names(containers))))
        {
            yield return new(path, "FieldValueDuplicate", $"Duplicate value: \"{twice}\"");
        }

        for (var i = 0; i < containers.Count; i++)
        {
            foreach (var finding in Container(containers[i]!.AsObject(), $"{path}.containers[{i}]", volumes))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<SchemaFinding> Container(JsonObject container, string path, List<string> volumes)
    {
        foreach (var mount in (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!volumes.Contains((string?)mount["name"] ?? "", StringComparer.Ordinal))
            {
                yield return new($"{path}.volumeMounts", "FieldValueNotFound", $"Not found: \"{mount["name"]}\"");
            }
        }

        var ports = container["ports"] as JsonArray ?? [];
        foreach (var name in Names(ports).Where(name => name.Length > 15))
        {
            yield return new($"{path}.ports.name", "FieldValueInvalid", $"Invalid value: \"{name}\": must be no more than 15 characters");
        }

        foreach (var twice in Twice([.. Names(ports), .. Paths(container)]))
        {
            yield return new(path, "FieldValueDuplicate", $"Duplicate value: \"{twice}\"");
        }

        foreach (var probe in (string[])["livenessProbe", "startupProbe"])
        {
            if ((long?)container[probe]?["successThreshold"] is { } threshold and not 1)
            {
                yield return new($"{path}.{probe}.successThreshold", "FieldValueInvalid", $"Invalid value: {threshold}: must be 1");
            }
        }

        var security = container["securityContext"];
        var added = (security?["capabilities"]?["add"] as JsonArray ?? []).Select(item => (string?)item).ToList();
        if (security?["allowPrivilegeEscalation"]?.GetValueKind() == System.Text.Json.JsonValueKind.False
            && (added.Contains("SYS_ADMIN") || added.Contains("CAP_SYS_ADMIN")))
        {
            yield return new(
                $"{path}.securityContext", "FieldValueInvalid", "Invalid value: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
        }
    }

    private static IEnumerable<string> Paths(JsonObject container) =>
        (container["volumeMounts"] as JsonArray ?? []).Select(mount => (string?)mount?["mountPath"] ?? "");

    private static List<string> Names(JsonNode? list) =>
        [.. (list as JsonArray ?? []).Select(item => (string?)item?["name"] ?? "").Where(name => name.Length > 0)];

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);
}
