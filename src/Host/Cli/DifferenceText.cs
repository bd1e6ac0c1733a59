using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Cli;

/// <summary>
/// Differences for people, much like <c>diff -u</c>: <c>-</c> is what runs, <c>+</c> what is intended, each with its line on its own
/// side, below the contexts that they stand in. Who wants a group of lines stands above it. Shows no password.
/// </summary>
/// <param name="isColored">True for a terminal.</param>
/// <param name="wantedBy">Who wants an intended line, one line of text each.</param>
internal sealed class DifferenceText(bool isColored, Func<Difference, IEnumerable<string>> wantedBy)
{
    private const string Red = "\e[31m";
    private const string Green = "\e[32m";
    private const string Bold = "\e[1m";
    private const string Faint = "\e[2m";
    private const string Plain = "\e[0m";

    /// <summary>The lines; none when nothing differs.</summary>
    public IEnumerable<string> Lines(string running, string intended, IReadOnlyList<Difference> differences) =>
        differences.Count == 0
            ? []
            :
            [
                Color(Bold, $"--- {running} (running)"),
                Color(Bold, $"+++ {intended} (intended)"),
                .. Inside(DifferenceTree.Of(differences), 0),
            ];

    private IEnumerable<string> Inside(DifferenceTree context, int depth)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        List<string> last = [];
        foreach (var difference in context.Differences)
        {
            List<string> sources = [.. wantedBy(difference)];
            foreach (var line in One(difference, sources.SequenceEqual(last) ? [] : sources, depth))
            {
                yield return line;
            }

            last = sources;

            foreach (var statement in new[] { difference.Running, difference.Intended }.OfType<string>().Where(shown.Add))
            {
                foreach (var line in context.OpenedBy(statement) is { } opened ? Inside(opened, depth + 1) : [])
                {
                    yield return line;
                }
            }
        }

        foreach (var (header, inside) in context.Contexts.Where(inner => !shown.Contains(inner.Header)))
        {
            yield return Color(Faint, Line(' ', 0, depth, header));
            foreach (var line in Inside(inside, depth + 1))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<string> One(Difference difference, IEnumerable<string> sources, int depth)
    {
        foreach (var source in sources)
        {
            yield return Color(Faint, Line(' ', 0, depth, $"! from {source}"));
        }

        if (difference.Running is { } running)
        {
            yield return Color(Red, Line('-', difference.RunningLine, depth, running));
        }

        if (difference.Intended is { } intended)
        {
            yield return Color(Green, Line('+', difference.IntendedLine, depth, intended));
        }
    }

    private static string Line(char sign, int number, int depth, string text) =>
        $"{sign}{(number == 0 ? "" : number.ToString()),6}  {new string(' ', depth)}{Printable.Of(SecretMask.MaskConfiguration(text))}";

    private string Color(string color, string line) => isColored ? color + line + Plain : line;
}
