using System.Text.Json;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Reads status objects into short texts.</summary>
internal static class NodeStatus
{
    /// <summary>What a FRRNodeState says of an object: `generation accepted applied reason`; empty when it does not name it.</summary>
    public static string Of(JsonElement status, string name) =>
        Entry(status, name) is { } one
            ? $"{one.NumberOf("generation")} {one.GetProperty("accepted")} {one.GetProperty("applied")} {one.TextOf("reason")}"
            : "";

    /// <summary>Why an object is not in force.</summary>
    public static string Message(JsonElement status, string name) => Entry(status, name)?.TextOf("message") ?? "";

    /// <summary>The status of a condition.</summary>
    public static string Condition(JsonElement status, string type) =>
        status.Child("conditions").Items().Where(one => one.TextOf("type") == type).Select(one => one.TextOf("status")).FirstOrDefault() ?? "";

    /// <summary>What a BGPSessionState says: `BGP BFD`.</summary>
    public static string Session(JsonElement item)
    {
        var status = item.Child("status") ?? default;
        return $"{status.TextOf("bgpStatus")} {status.TextOf("bfdStatus")}";
    }

    private static JsonElement? Entry(JsonElement status, string name)
    {
        var found = status.Child("configurations").Items().FirstOrDefault(one => one.TextOf("name") == name);
        return found.ValueKind == JsonValueKind.Object ? found : null;
    }
}
