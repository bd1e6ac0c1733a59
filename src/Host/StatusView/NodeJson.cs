using System.Text.Json;
using FrrK8s.Host.Sessions;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.StatusView;

/// <summary>A node for programs. Names stay; new ones may come.</summary>
internal static class NodeJson
{
    /// <summary>Writes the members into an object that is open.</summary>
    /// <param name="hasTimes">False leaves out what changes by itself, so that two texts differ when something happened.</param>
    public static void Write(Utf8JsonWriter writer, NodeView view, bool hasTimes)
    {
        writer.WriteString("node", view.Node);
        writer.WriteBoolean("well", view.IsWell);
        if (hasTimes)
        {
            writer.WriteString("observedAt", view.State?.ObservedAt ?? "");
        }

        WriteTexts(writer, "problems", view.Problems);
        WriteTexts(writer, "frrDaemons", view.FrrDaemons);
        NodeStateJson.WriteConditions(writer, view.State?.Conditions ?? []);
        WriteSessions(writer, view, hasTimes);
        WriteObjects(writer, view.State?.Configurations);
    }

    /// <summary>Writes a list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteSessions(Utf8JsonWriter writer, NodeView view, bool hasTimes)
    {
        if (view.Sessions is not { } sessions)
        {
            writer.WriteNull("sessions");
            return;
        }

        writer.WriteStartArray("sessions");
        foreach (var session in sessions)
        {
            WriteSession(writer, session, view.HasPrefixes, hasTimes);
        }

        writer.WriteEndArray();
    }

    private static void WriteSession(Utf8JsonWriter writer, BgpNeighbor session, bool hasPrefixes, bool hasTimes)
    {
        writer.WriteStartObject();
        writer.WriteString("neighbor", session.Peer);
        writer.WriteString("vrf", session.Vrf.Length == 0 ? "default" : session.Vrf);
        writer.WriteBoolean("up", session.IsEstablished);
        writer.WriteString("state", session.State);
        writer.WriteString("bfd", session.BfdStatus);
        if (hasPrefixes)
        {
            writer.WriteNumber("asn", session.Asn);
            writer.WriteNumber("timesDown", session.TimesDropped);
            writer.WriteString("lastReset", session.LastReset);
            if (hasTimes)
            {
                writer.WriteNumber("uptimeSeconds", (long)(session.Uptime?.TotalSeconds ?? 0));
            }

            writer.WriteStartArray("families");
            foreach (var family in session.Families)
            {
                writer.WriteStartObject();
                writer.WriteString("family", family.Family);
                writer.WriteNumber("received", family.Accepted);
                writer.WriteNumber("sent", family.Sent);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteObjects(Utf8JsonWriter writer, IReadOnlyList<ObjectState>? objects)
    {
        if (objects is null)
        {
            writer.WriteNull("objects");
            return;
        }

        NodeStateJson.WriteObjects(writer, "objects", objects);
    }
}
