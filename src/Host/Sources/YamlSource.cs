using YamlDotNet.Core;

namespace FrrK8s.Host.Sources;

/// <summary>Reads a YAML text, of any number of documents, into trees. Works on the parser's events: nothing is reflected over.</summary>
internal static class YamlSource
{
    /// <summary>The documents of a text, without the empty ones. Throws <see cref="SourceException"/>.</summary>
    public static IReadOnlyList<SourceNode> Read(string text)
    {
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            return new YamlTreeBuilder(new Parser(scanner)).ReadStream();
        }
        catch (YamlException problem)
        {
            // Start is where the construct begins that the parser was in; End is where it stopped.
            throw Teach(text, problem.End, problem.Message);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner answers some malformed texts with an exception that is meant for its own mistakes.
            throw Teach(text, scanner.CurrentPosition, "unexpected text");
        }
    }

    private static SourceException Teach(string text, Mark at, string reason)
    {
        var lines = text.Split('\n');
        // The parser notices a tab where the construct around it begins, or ends.
        for (var number = (int)at.Line; number <= Math.Min(at.Line + 1, lines.Length) && number > 0; number++)
        {
            var line = lines[number - 1].AsSpan();
            var tab = line[..^line.TrimStart(" \t").Length].IndexOf('\t');
            if (tab >= 0)
            {
                return new SourceException(
                    number, tab + 1, "this is not YAML: the line is indented with a tab; YAML takes blanks only");
            }
        }

        var message = reason.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return new SourceException(
            (int)at.Line, (int)at.Column, $"this is not YAML: {char.ToLowerInvariant(message[0])}{message[1..]}");
    }
}
