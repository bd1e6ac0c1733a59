using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FrrK8s.Host.Node;

/// <summary>One line of the log as a JSON object: <c>ts</c>, <c>level</c>, <c>msg</c>, and the numbers that the message names, each by its name.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The log is no web page: backticks and quotes of users' text stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The line, without its end.</summary>
    /// <param name="values">The values of the message, by name.</param>
    public static string Of(string time, string level, string message, Exception? exception, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("ts", time);
            writer.WriteString("level", level);
            writer.WriteString("msg", message);
            foreach (var (name, value) in values)
            {
                // Texts stand in the message, where they were masked by whoever wrote it.
                if (value is int or long)
                {
                    writer.WriteNumber(char.ToLowerInvariant(name[0]) + name[1..], Convert.ToInt64(value, CultureInfo.InvariantCulture));
                }
            }

            if (exception is not null)
            {
                writer.WriteString("error", exception.ToString());
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
