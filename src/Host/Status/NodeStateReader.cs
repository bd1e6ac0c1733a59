using System.Text.Json;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Status;

/// <summary>Reads a FRRNodeState as <see cref="NodeStateJson"/> writes it. One of another daemon may lack anything: what is missing is empty.</summary>
internal static class NodeStateReader
{
    /// <summary>The state that a FRRNodeState holds.</summary>
    public static NodeState Read(JsonElement manifest)
    {
        var status = manifest.Child("status") ?? default;
        return new NodeState(status.TextOf("lastConversionResult"), status.TextOf("lastReloadResult"), status.TextOf("runningConfig"))
        {
            Conditions = [.. status.Child("conditions").Items().Select(Condition)],
            Configurations = [.. status.Child("configurations").Items().Select(Configuration)],
            ObservedAt = status.TextOf("observedAt"),
        };
    }

    private static Condition Condition(JsonElement said) => new(
        said.TextOf("type"), said.TextOf("status"), said.TextOf("reason"), said.TextOf("message"), said.TextOf("lastTransitionTime"));

    private static ObjectState Configuration(JsonElement said) => new(
        said.TextOf("namespace"),
        said.TextOf("name"),
        "",
        said.NumberOf("generation"),
        said.Child("accepted") is { ValueKind: JsonValueKind.True },
        said.Child("applied") is { ValueKind: JsonValueKind.True },
        said.TextOf("reason"),
        said.TextOf("message"));
}
