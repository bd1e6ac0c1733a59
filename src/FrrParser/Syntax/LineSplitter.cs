namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// Splits a text into lines without loss: the lines, printed one after the other, are the text.
/// A line ends with <c>\n</c> or <c>\r\n</c>; a carriage return anywhere else is part of the line's text.
/// </summary>
public static class LineSplitter
{
    /// <summary>The lines of a text; none for an empty one, and no empty last line for a text that ends with a line end.</summary>
    public static IReadOnlyList<ConfigurationLine> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<ConfigurationLine>();
        for (var start = 0; start < text.Length;)
        {
            var newLine = text.IndexOf('\n', start);
            var next = newLine < 0 ? text.Length : newLine + 1;
            lines.Add(SplitOne(text.AsSpan(start, next - start)));
            start = next;
        }

        return lines;
    }

    private static ConfigurationLine SplitOne(ReadOnlySpan<char> line)
    {
        var lineEnd = line.EndsWith("\r\n") ? "\r\n" : line.EndsWith("\n") ? "\n" : "";
        var body = line[..^lineEnd.Length];
        var text = body.TrimStart(" \t");
        return new ConfigurationLine(body[..^text.Length].ToString(), text.ToString(), lineEnd);
    }
}
