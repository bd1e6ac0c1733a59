using System.Buffers;
using System.Text.Json;

namespace FrrK8s.Host.Sources;

/// <summary>Writes a tree as JSON. YAML aliases make a tree that shares parts, so the number of values written is bounded.</summary>
internal static class JsonText
{
    /// <summary>How deep a manifest may nest; the deepest field of the API stands at 9.</summary>
    public const int MaximumDepth = 100;

    /// <summary>
    /// How many values one document may expand to. The API server takes objects of 1.5 MiB at most, which is well below;
    /// a chain of aliases reaches it with a few lines.
    /// </summary>
    public const int MaximumValues = 2_000_000;

    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = MaximumDepth + 1 };

    /// <summary>The tree as a JSON value. Throws <see cref="SourceException"/> when it expands to too many values.</summary>
    public static JsonElement From(SourceNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = MaximumDepth + 1 }))
        {
            var budget = MaximumValues;
            Write(writer, node, ref budget);
        }

        return JsonElement.Parse(buffer.WrittenSpan, ReadOptions);
    }

    private static void Write(Utf8JsonWriter writer, SourceNode node, ref int budget)
    {
        if (--budget < 0)
        {
            throw new SourceException(
                node.Line, node.Column, $"the aliases of this document expand to more than {MaximumValues} values");
        }

        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value, ref budget);
                }

                writer.WriteEndObject();
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(writer, item, ref budget);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, ScalarNode scalar)
    {
        switch (scalar.Kind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(scalar.Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(scalar.Text);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBooleanValue(scalar.Kind == JsonValueKind.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
