using System.Text;
using System.Text.Json;

namespace FrrK8s.Host.Status;

/// <summary>
/// Writes a JSON value as YAML: block style, strings of several lines as literal blocks, every string that another type
/// or another meaning could be read into in double quotes.
/// </summary>
internal static class YamlText
{
    /// <summary>The YAML of a value; ends with a line end.</summary>
    public static string From(JsonElement value)
    {
        var text = new StringBuilder();
        WriteValue(text, value, 0, afterKey: false);
        return text.ToString();
    }

    private static void WriteValue(StringBuilder text, JsonElement value, int indent, bool afterKey)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.GetPropertyCount() > 0:
                WriteMapping(text, value, indent, afterKey);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                WriteSequence(text, value, indent, afterKey);
                break;
            default:
                text.Append(afterKey ? " " : "").Append(Scalar(value, indent)).Append('\n');
                break;
        }
    }

    private static void WriteMapping(StringBuilder text, JsonElement mapping, int indent, bool afterKey)
    {
        text.Append(afterKey ? "\n" : "");
        var first = true;
        foreach (var member in mapping.EnumerateObject())
        {
            text.Append(' ', first && !afterKey ? 0 : indent).Append(Text(member.Name)).Append(':');
            WriteValue(text, member.Value, indent + 2, afterKey: true);
            first = false;
        }
    }

    private static void WriteSequence(StringBuilder text, JsonElement sequence, int indent, bool afterKey)
    {
        text.Append(afterKey ? "\n" : "");
        // A list stands under its key without further indent, as the Kubernetes tools write it.
        var at = afterKey ? indent - 2 : indent;
        var first = true;
        foreach (var item in sequence.EnumerateArray())
        {
            text.Append(' ', first && !afterKey ? 0 : at).Append("- ");
            WriteValue(text, item, at + 2, afterKey: false);
            first = false;
        }
    }

    private static string Scalar(JsonElement value, int indent) => value.ValueKind switch
    {
        JsonValueKind.String when IsBlock(value.GetString()!) => Block(value.GetString()!, indent),
        JsonValueKind.String => Text(value.GetString()!),
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        _ => value.GetRawText(),
    };

    private static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && text[0] is not (' ' or '\t' or '\n')
        && !text.Any(character => character != '\n' && (char.IsControl(character) || character is '\u0085' or '\u2028' or '\u2029'));

    private static string Block(string text, int indent)
    {
        var body = text.TrimEnd('\n');
        // One line end at the end is what `|` means; none needs `-`, several `+`.
        var header = (text.Length - body.Length) switch { 0 => "|-", 1 => "|", _ => "|+" };
        var margin = new string(' ', Math.Max(indent, 2));
        var lines = (header == "|+" ? text[..^1] : body).Split('\n').Select(line => line.Length == 0 ? "" : margin + line);
        return $"{header}\n{string.Join('\n', lines)}";
    }

    private static string Text(string text) =>
        IsPlain(text) ? text : $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static bool IsPlain(string text) =>
        text.Length > 0
        && Sources.YamlScalars.Resolve(text) is { Kind: JsonValueKind.String }
        && char.IsAsciiLetterOrDigit(text[0])
        && text[^1] != ':'
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or '/' or ':' or '[' or ']' or ' ' or '(' or ')')
        && !text.Contains(": ", StringComparison.Ordinal)
        && text[^1] != ' '
        // Read as a date by some tools.
        && !(char.IsAsciiDigit(text[0]) && text.Contains('-', StringComparison.Ordinal))
        // Read as a number to base 60 by YAML 1.1.
        && !(char.IsAsciiDigit(text[0]) && text.Contains(':', StringComparison.Ordinal));
}
