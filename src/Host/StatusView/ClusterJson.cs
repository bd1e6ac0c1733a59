using System.Text.Json;

namespace FrrK8s.Host.StatusView;

/// <summary>A cluster for programs, with all of its nodes. Names stay; new ones may come.</summary>
internal static class ClusterJson
{
    /// <summary>Writes the members into an object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, ClusterView view)
    {
        writer.WriteBoolean("well", view.IsWell);
        NodeJson.WriteTexts(writer, "problems", view.Problems);
        writer.WriteNumber("nodesNotWell", view.Bad);
        writer.WriteNumber("nodesNotAsked", view.NotAsked);
        writer.WriteStartArray("nodes");
        foreach (var row in view.Rows)
        {
            WriteRow(writer, row);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("refused");
        foreach (var one in view.Refused)
        {
            writer.WriteStartObject();
            writer.WriteString("namespace", one.State.Namespace);
            writer.WriteString("name", one.State.Name);
            writer.WriteNumber("generation", one.State.Generation);
            writer.WriteString("reason", one.State.Reason);
            writer.WriteString("message", one.State.Message);
            NodeJson.WriteTexts(writer, "nodes", one.Nodes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("conditions");
        foreach (var (node, condition) in view.Unmet)
        {
            writer.WriteStartObject();
            writer.WriteString("node", node);
            writer.WriteString("type", condition.Type);
            writer.WriteString("status", condition.Status);
            writer.WriteString("reason", condition.Reason);
            writer.WriteString("message", condition.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter writer, NodeRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("node", row.Node);
        writer.WriteBoolean("well", row.Badness == 0);
        writer.WriteString("daemon", row.Daemon switch
        {
            DaemonPod.Ready => "ready",
            DaemonPod.NotReady => "notReady",
            DaemonPod.None => "none",
            _ => "unknown",
        });
        writer.WriteNumber("sessions", row.Sessions);
        NodeJson.WriteTexts(writer, "sessionsDown", row.Down);
        writer.WriteString("converted", row.Converted);
        writer.WriteString("applied", row.Applied);
        writer.WriteString("inSync", row.InSync);
        writer.WriteEndObject();
    }
}
