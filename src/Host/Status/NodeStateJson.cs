using System.Buffers;
using System.Text.Json;

namespace FrrK8s.Host.Status;

/// <summary>Writes a FRRNodeState as the API has it.</summary>
internal static class NodeStateJson
{
    /// <summary>The object with its status.</summary>
    public static JsonElement Manifest(string nodeName, NodeState state) => Write(writer =>
    {
        WriteHead(writer, nodeName);
        writer.WriteStartObject("status");
        WriteStatus(writer, state);
        writer.WriteEndObject();
    });

    /// <summary>The object without a status, which the API server would drop anyway when it is made.</summary>
    public static JsonElement Bare(string nodeName) => Write(writer => WriteHead(writer, nodeName));

    /// <summary>The status alone, as a patch.</summary>
    public static JsonElement Patch(NodeState state) => Write(writer =>
    {
        writer.WriteStartObject("status");
        WriteStatus(writer, state);
        writer.WriteEndObject();
    });

    /// <summary>When all of the status was last found to be so, as a patch.</summary>
    public static JsonElement Seen(NodeState state) => Write(writer =>
    {
        writer.WriteStartObject("status");
        writer.WriteString("observedAt", state.ObservedAt);
        writer.WriteEndObject();
    });

    /// <summary>How many bytes the status has.</summary>
    public static int Size(NodeState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        WriteStatus(writer, state);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenCount;
    }

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void WriteHead(Utf8JsonWriter writer, string nodeName)
    {
        writer.WriteString("apiVersion", "frrk8s.metallb.io/v1beta1");
        writer.WriteString("kind", "FRRNodeState");
        writer.WriteStartObject("metadata");
        writer.WriteString("name", nodeName);
        writer.WriteEndObject();
        writer.WriteStartObject("spec");
        writer.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter writer, NodeState state)
    {
        writer.WriteString("lastConversionResult", state.LastConversionResult);
        writer.WriteString("lastReloadResult", state.LastReloadResult);
        writer.WriteString("runningConfig", state.RunningConfig);
        if (state.ObservedAt.Length > 0)
        {
            writer.WriteString("observedAt", state.ObservedAt);
        }

        WriteConditions(writer, state.Conditions);
        WriteObjects(writer, "configurations", state.Configurations);
    }

    /// <summary>Writes the conditions as a member of an object that is open.</summary>
    public static void WriteConditions(Utf8JsonWriter writer, IEnumerable<Condition> conditions)
    {
        writer.WriteStartArray("conditions");
        foreach (var condition in conditions)
        {
            writer.WriteStartObject();
            writer.WriteString("type", condition.Type);
            writer.WriteString("status", condition.Status);
            writer.WriteString("reason", condition.Reason);
            writer.WriteString("message", condition.Message);
            writer.WriteString("lastTransitionTime", condition.Since);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes what became of objects as a member of an object that is open.</summary>
    public static void WriteObjects(Utf8JsonWriter writer, string name, IEnumerable<ObjectState> objects)
    {
        writer.WriteStartArray(name);
        foreach (var one in objects)
        {
            writer.WriteStartObject();
            writer.WriteString("namespace", one.Namespace);
            writer.WriteString("name", one.Name);
            writer.WriteNumber("generation", one.Generation);
            writer.WriteBoolean("accepted", one.IsAccepted);
            writer.WriteBoolean("applied", one.IsApplied);
            writer.WriteString("reason", one.Reason);
            writer.WriteString("message", one.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
