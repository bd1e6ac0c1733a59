using System.Text.Json;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Tables;

/// <summary>Writes objects as the `meta.k8s.io/v1` Table that kubectl prints.</summary>
internal static class TableWriter
{
    /// <summary>A table of objects; a watch has one with one row an event.</summary>
    public static void Write(
        Utf8JsonWriter json, ResourceKind kind, IEnumerable<StoredObject> rows, string resourceVersion, (string? Continue, int? Remaining) rest, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("kind", "Table");
        json.WriteString("apiVersion", "meta.k8s.io/v1");
        json.WriteStartObject("metadata");
        json.WriteString("resourceVersion", resourceVersion);
        if (rest.Continue is not null)
        {
            json.WriteString("continue", rest.Continue);
            json.WriteNumber("remainingItemCount", rest.Remaining ?? 0);
        }

        json.WriteEndObject();
        WriteColumns(json, kind);
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            WriteRow(json, kind, row, now);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter json, ResourceKind kind)
    {
        json.WriteStartArray("columnDefinitions");
        foreach (var column in kind.Columns.Prepend(new TableColumn("Name", ".metadata.name")))
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type == "date" && column.Path == TableColumn.Age.Path ? "string" : column.Type);
            json.WriteString("format", column.Name == "Name" ? "name" : "");
            json.WriteString("description", column.Description);
            json.WriteNumber("priority", column.Priority);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, ResourceKind kind, StoredObject row, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteStartArray("cells");
        json.WriteStringValue(row.Name);
        foreach (var column in kind.Columns)
        {
            WriteCell(json, column, ColumnPath.Select(row.Json, column.Path), now);
        }

        json.WriteEndArray();
        json.WriteStartObject("object");
        json.WriteString("kind", "PartialObjectMetadata");
        json.WriteString("apiVersion", "meta.k8s.io/v1");
        json.WritePropertyName("metadata");
        row.Json.GetProperty("metadata").WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, TableColumn column, IReadOnlyList<JsonElement> found, DateTimeOffset now)
    {
        switch (found)
        {
            case []:
                json.WriteNullValue();
                break;
            case [var first, ..] when column.Type == "date":
                json.WriteStringValue(first.TryGetDateTimeOffset(out var at) ? HumanAge.Text(now - at) : "<invalid>");
                break;
            case [var first, ..] when column.Type is "integer" or "boolean":
                first.WriteTo(json);
                break;
            default:
                // A path that finds several values shows the first one, as an API server does.
                json.WriteStringValue(found[0].ToString());
                break;
        }
    }
}
