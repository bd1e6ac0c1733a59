using YamlDotNet.Core;

namespace FrrK8s.Host.Sources;

/// <summary>Reads a YAML text, of any number of documents, into trees. Works on the parser's events: nothing is reflected over.</summary>
internal static class YamlSource
{
    /// <summary>The documents of a text, without the empty ones. Throws <see cref="SourceException"/>.</summary>
    public static IReadOnlyList<SourceNode> Read(string text)
    {
        try
        {
            return new YamlTreeBuilder(new Parser(new StringReader(text))).ReadStream();
        }
        catch (YamlException problem)
        {
            throw new SourceException(
                (int)problem.Start.Line, (int)problem.Start.Column, Teach(text, problem));
        }
    }

    private static string Teach(string text, YamlException problem)
    {
        var line = text.Split('\n').ElementAtOrDefault((int)problem.Start.Line - 1) ?? "";
        if (line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).Contains('\t'))
        {
            return "this is not YAML: the line is indented with a tab; YAML takes blanks only";
        }

        var message = problem.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return $"this is not YAML: {char.ToLowerInvariant(message[0])}{message[1..]}";
    }
}
