using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FrrK8s.Host.Cli;

/// <summary>Writes one JSON document for people and programs: indented, or on one line, and without escapes that only HTML needs.</summary>
internal static class JsonDocumentText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of an object whose members the action writes; ends with a line end.</summary>
    public static string Of(Action<Utf8JsonWriter> writeMembers) => Of(writeMembers, Options);

    /// <summary>The same on one line, for outputs of many objects.</summary>
    public static string LineOf(Action<Utf8JsonWriter> writeMembers) => Of(writeMembers, Options with { Indented = false });

    private static string Of(Action<Utf8JsonWriter> writeMembers, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
