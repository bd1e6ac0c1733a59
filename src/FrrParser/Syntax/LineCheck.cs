using System.Text;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>Finds what is odd about a line whatever it says.</summary>
internal static class LineCheck
{
    // vtysh reads on for ever when a line does not fit into its buffer.
    private const int LongestLine = 4093;

    /// <summary>Everything odd about a statement's line, as it stands in the text.</summary>
    public static IEnumerable<Diagnostic> Check(string line, int number)
    {
        foreach (var diagnostic in CheckLength(line, number))
        {
            yield return diagnostic;
        }

        var text = line.TrimEnd('\r', '\n');
        if (PipeIn(text) is var pipe and >= 0)
        {
            yield return new Diagnostic("S-11", number, pipe + 1, "`|` and a blank end the statement: FRR takes the rest for what to do with its output");
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]) && text[at] != '\t')
            {
                yield return new Diagnostic("S-12", number, at + 1, $"a control character, U+{(int)text[at]:X4}");
            }
        }
    }

    /// <summary>The same for a line that is no statement: all that counts is how long it is.</summary>
    public static IEnumerable<Diagnostic> CheckLength(string line, int number)
    {
        var length = Encoding.UTF8.GetByteCount(line.TrimEnd('\r', '\n'));
        return length > LongestLine
            ? [new Diagnostic("S-10", number, 1, $"a line of {length} bytes: vtysh never comes back from one of more than {LongestLine}")]
            : [];
    }

    private static int PipeIn(string text)
    {
        for (var at = text.IndexOf('|', StringComparison.Ordinal); at >= 0 && at < text.Length - 1; at = text.IndexOf('|', at + 1))
        {
            if (Words.IsBlank(text[at + 1]) && !string.IsNullOrWhiteSpace(text[at..].TrimStart('|')))
            {
                return at;
            }
        }

        return -1;
    }
}
