namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// Splits a text into lines without loss: the lines, printed one after the other, are the text.
/// A line ends with <c>\n</c> or <c>\r\n</c>; a carriage return anywhere else is part of the line's text (S-2).
/// </summary>
public static class LineSplitter
{
    private const char ByteOrderMark = '\uFEFF';

    // Nearly every line has one of these indents: sharing them saves most of the memory.
    private static readonly string[] Indents = ["", " ", "  ", "   ", "    "];

    /// <summary>The lines of a text; none for an empty one, and no empty last line for a text that ends with a line end.</summary>
    public static IReadOnlyList<ConfigurationLine> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<ConfigurationLine>(text.Length / 24);
        for (var start = 0; start < text.Length;)
        {
            var newLine = text.IndexOf('\n', start);
            var next = newLine < 0 ? text.Length : newLine + 1;
            lines.Add(SplitOne(text.AsSpan(start, next - start), start == 0));
            start = next;
        }

        return lines;
    }

    private static ConfigurationLine SplitOne(ReadOnlySpan<char> line, bool isFirst)
    {
        var lineEnd = line.EndsWith("\r\n") ? "\r\n" : line.EndsWith("\n") ? "\n" : "";
        var body = line[..^lineEnd.Length];
        var mark = isFirst && body is [ByteOrderMark, ..] ? 1 : 0;
        var text = body[mark..].TrimStart(" \t");
        return new ConfigurationLine(Indent(body[..^text.Length]), text.ToString(), lineEnd);
    }

    private static string Indent(ReadOnlySpan<char> indent) =>
        indent.Length < Indents.Length && indent.SequenceEqual(Indents[indent.Length]) ? Indents[indent.Length] : indent.ToString();
}
