using System.Globalization;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Cli;

/// <summary>Finds the lines of a running configuration that somebody means.</summary>
internal static class RunningLines
{
    /// <summary>Stands between a line and the contexts around it.</summary>
    public const string Separator = " / ";

    /// <summary>One line, with the statements that open the contexts around it.</summary>
    /// <param name="Number">Counted from 1.</param>
    /// <param name="Contexts">Outermost first.</param>
    internal sealed record Found(int Number, IReadOnlyList<string> Contexts, string Text)
    {
        /// <summary>The line with its contexts, as it can be asked for; without secrets, which are found in statements and not in rows of them.</summary>
        public override string ToString() => string.Join(Separator, Contexts.Append(Text).Select(SecretMask.MaskConfiguration));
    }

    /// <summary>
    /// The lines that a text means: a number is that line's; else the words of the line, behind the contexts around it, or some of them, with slashes between.
    /// Secrets are not compared.
    /// </summary>
    public static IReadOnlyList<Found> Of(string wanted, Document running)
    {
        var all = running.Walk().SelectMany(Lines);
        if (int.TryParse(wanted.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return [.. all.Where(line => line.Number == number)];
        }

        var parts = wanted.Split(Separator, StringSplitOptions.TrimEntries).Select(Words).ToList();
        return [.. all.Where(line => Words(line.Text) == parts[^1] && IsInside(line.Contexts, parts[..^1]))];
    }

    private static IEnumerable<Found> Lines(PlacedNode placed)
    {
        var contexts = Contexts(placed.Parent);
        switch (placed.Node)
        {
            case BlockNode block:
                yield return new Found(placed.Line, contexts, block.Header.Text.Trim());
                if (block.Closing is { } closing)
                {
                    yield return new Found(placed.ClosingLine, [.. contexts, block.Header.Text.Trim()], closing.Text.Trim());
                }

                break;
            case LineNode line:
                yield return new Found(placed.Line, contexts, line.Line.Text.Trim());
                break;
        }
    }

    private static List<string> Contexts(PlacedNode? context) =>
        context?.Node is BlockNode block ? [.. Contexts(context.Parent), block.Header.Text.Trim()] : [];

    // The contexts that were said stand in this order around the line; others may stand between.
    private static bool IsInside(IReadOnlyList<string> contexts, List<string> said)
    {
        var at = 0;
        foreach (var context in contexts)
        {
            at += at < said.Count && Words(context) == said[at] ? 1 : 0;
        }

        return at == said.Count;
    }

    private static string Words(string text) =>
        string.Join(' ', SecretMask.MaskConfiguration(text).Replace("<retracted>", SecretMask.Mask, StringComparison.Ordinal).Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
