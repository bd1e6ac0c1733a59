using System.Buffers;
using System.Text.Json;
using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Status;

/// <summary>Writes the FRRNodeState of a node as a manifest into a folder. The file changes only when the state does.</summary>
internal sealed class NodeStateFile(string stateDir, string nodeName)
{
    private NodeState? _written;

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(stateDir, $"frrnodestate-{nodeName}.yaml");

    /// <summary>Writes a state, unless it is the one written last.</summary>
    public void Write(NodeState state)
    {
        if (state == _written)
        {
            return;
        }

        PrivateFile.WritePublic(Path, YamlText.From(ToManifest(state)));
        _written = state;
    }

    private JsonElement ToManifest(NodeState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", "frrk8s.metallb.io/v1beta1");
            writer.WriteString("kind", "FRRNodeState");
            writer.WriteStartObject("metadata");
            writer.WriteString("name", nodeName);
            writer.WriteEndObject();
            writer.WriteStartObject("spec");
            writer.WriteEndObject();
            writer.WriteStartObject("status");
            writer.WriteString("lastConversionResult", state.LastConversionResult);
            writer.WriteString("lastReloadResult", state.LastReloadResult);
            writer.WriteString("runningConfig", state.RunningConfig);
            writer.WriteStartArray("conditions");
            foreach (var condition in state.Conditions)
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
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
