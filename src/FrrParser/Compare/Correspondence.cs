using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// Which lines of an intended configuration make a line of a running one. Two lines correspond when they are about the same, however each is spelled and in
/// whatever order it stands.
/// </summary>
public sealed class Correspondence
{
    private readonly ILookup<int, Fact> _running;
    private readonly ILookup<string, Fact> _intended;
    private readonly Dictionary<int, Difference> _differences;
    private readonly Dictionary<int, bool> _isOurs;
    private readonly Dictionary<int, string> _own;

    private Correspondence(Document intended, Document running, Comparison comparison)
    {
        var (wanted, actual) = (Outline.Of(intended), Outline.Of(running));
        _running = FactsOf(actual).ToLookup(fact => fact.Line);
        _intended = FactsOf(wanted).ToLookup(fact => fact.Key, StringComparer.Ordinal);
        _differences = comparison.Differences.Where(difference => difference.RunningLine > 0)
            .GroupBy(difference => difference.RunningLine)
            .ToDictionary(group => group.Key, group => group.First());
        _own = actual.Lines.GroupBy(line => line.Line).ToDictionary(
            group => group.Key,
            group => Manual.Read(group.First().Path.Kind, group.First().Text) is { IsNegated: false } statement ? statement.Text : group.First().Text);
        _isOurs = actual.Lines.GroupBy(line => line.Line).ToDictionary(
            group => group.Key,
            group => group.Any(line => Section.Rendered.HasFlag(Ownership.SectionOf(line.Path, Definition(line)))));
    }

    /// <summary>The correspondence of two documents that were compared.</summary>
    public static Correspondence Of(Document intended, Document running, Comparison comparison) => new(intended, running, comparison);

    /// <summary>The numbers of the intended lines that say what a running line says; none when there is none.</summary>
    public IReadOnlyList<int> IntendedLinesOf(int runningLine)
    {
        var facts = _running[runningLine].ToList();
        var found = facts.Select(fact => (fact, Wanted: _intended[fact.Key].FirstOrDefault(wanted => wanted.Says(fact)))).Where(one => one.Wanted is not null).ToList();

        // A line may imply others: what says it itself is more to the point than what says only what it implies.
        var own = found.Where(one => _own.TryGetValue(runningLine, out var text) && one.fact.Text == text).ToList();
        return [.. (own.Count > 0 ? own : found).Select(one => one.Wanted!.Line).Distinct().Order()];
    }

    /// <summary>How a running line differs from what is intended; null when it does not.</summary>
    public Difference? DifferenceOf(int runningLine) => _differences.GetValueOrDefault(runningLine);

    /// <summary>True for a statement in a section that this product writes.</summary>
    public bool IsOurs(int runningLine) => _isOurs.GetValueOrDefault(runningLine);

    /// <summary>True for a line that says something: no comment, no blank line, no end of a context.</summary>
    public bool IsStatement(int runningLine) => _isOurs.ContainsKey(runningLine);

    private static IEnumerable<Fact> FactsOf(Outline outline)
    {
        var facts = Reading.Of(outline.Lines, outline.Families);
        return facts.ByKey.Values.Concat(facts.Lists.Values.SelectMany(list => list.Unordered.Select(list.FactOf)));
    }

    private static StatementDefinition? Definition(SourceLine line) =>
        (PlainStatement.Read(line)?.Definition) ?? Manual.Read(line.Path.Kind, line.Text)?.Definition;
}
