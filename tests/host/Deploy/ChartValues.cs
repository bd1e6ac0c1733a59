using System.Text.Json;
using System.Text.Json.Nodes;

namespace FrrK8s.HostTests.Deploy;

/// <summary>The single values of the chart, each with another one that its schema allows.</summary>
internal static class ChartValues
{
    // Where the schema says too little to make one up.
    private static readonly Dictionary<string, string> Chosen = new(StringComparer.Ordinal)
    {
        ["imagePullSecrets"] = """[{"name": "registry"}]""",
        ["rbac.nodePolicy"] = "\"never\"",
        ["prometheus.rbacPrometheus"] = "false",
        ["tls.curvePreferences"] = "\"X25519,CurveP256\"",
        ["tls.cipherSuites"] = "\"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256\"",
        ["prometheus.prometheusRule.documentsURL"] = "\"https://example.org/\"",
        ["prometheus.serviceMonitor.interval"] = "\"30s\"",
        ["prometheus.serviceMonitor.relabelings"] = """[{"sourceLabels": ["a"], "targetLabel": "b"}]""",
        ["prometheus.serviceMonitor.metricRelabelings"] = """[{"sourceLabels": ["a"], "action": "drop"}]""",
        ["frrk8s.alwaysBlock"] = "\"10.0.0.0/8,fd00::/8\"",
        ["frrk8s.image.architectures"] = """["amd64", "arm64"]""",
        ["frrk8s.fallbackRouterId"] = "\"192.0.2.1\"",
        ["frrk8s.stateHostPath"] = "\"/var/lib/frrk8s\"",
        ["frrk8s.updateStrategy.rollingUpdate.maxUnavailable"] = "\"20%\"",
        ["controller.podDisruptionBudget.maxUnavailable"] = "\"50%\"",
        ["controller.webhook.caBundle"] = "\"Q0E=\"",
        ["controller.networkPolicy.apiServerPorts"] = "[8443]",
    };

    private static readonly Dictionary<string, string> ByLastName = new(StringComparer.Ordinal)
    {
        ["resources"] = """{"limits": {"memory": "200Mi"}, "requests": {"cpu": "50m"}}""",
        ["affinity"] = """
            {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution":
             {"nodeSelectorTerms": [{"matchExpressions": [{"key": "kubernetes.io/os", "operator": "In", "values": ["linux"]}]}]}}}
            """,
        ["tolerations"] = """[{"key": "edge", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 60}]""",
    };

    /// <summary>The path of each value in `values.yaml`.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. Leaves(Chart.Defaults, Chart.Schema, "")];

    /// <summary>Another value for a path, as an object of values.</summary>
    public static JsonObject Other(string path)
    {
        var names = path.Split('.');
        var (schema, current) = ((JsonNode)Chart.Schema, (JsonNode?)Chart.Defaults);
        foreach (var name in names)
        {
            (schema, current) = (schema["properties"]![name]!, current![name]);
        }

        var other = Chosen.TryGetValue(path, out var text) || ByLastName.TryGetValue(names[^1], out text)
            ? JsonNode.Parse(text)!
            : Other(schema, current);
        return (JsonObject)names.Reverse().Aggregate(other, (inner, name) => new JsonObject { [name] = inner });
    }

    /// <summary>Two objects of values as one; those of the second win.</summary>
    public static JsonObject Merge(JsonObject first, JsonObject second)
    {
        var merged = first.DeepClone().AsObject();
        foreach (var (name, value) in second)
        {
            merged[name] = merged[name] is JsonObject inner && value is JsonObject more ? Merge(inner, more) : value?.DeepClone();
        }

        return merged;
    }

    private static IEnumerable<string> Leaves(JsonObject values, JsonNode schema, string prefix)
    {
        foreach (var (name, value) in values)
        {
            var inner = schema["properties"]?[name] ?? throw new InvalidOperationException($"values.schema.json does not know `{prefix}{name}`");
            if (value is JsonObject { Count: > 0 } map && inner["properties"] is not null)
            {
                foreach (var path in Leaves(map, inner, $"{prefix}{name}."))
                {
                    yield return path;
                }
            }
            else
            {
                yield return prefix + name;
            }
        }
    }

    private static JsonNode Other(JsonNode schema, JsonNode? current)
    {
        if (schema["enum"] is JsonArray choices)
        {
            return choices.First(choice => !JsonNode.DeepEquals(choice, current) && (string?)choice != "")!.DeepClone();
        }

        return current?.GetValueKind() switch
        {
            JsonValueKind.True => false,
            JsonValueKind.False => true,
            JsonValueKind.Number => (long)current + 1,
            JsonValueKind.String => "other",
            JsonValueKind.Object => Merge(current.AsObject(), new JsonObject { ["example.org/a"] = "b" }),
            _ => 500,
        };
    }
}
