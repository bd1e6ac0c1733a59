using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// What differs between an intended configuration and a running one. Two texts that FRR takes for the same differ in nothing:
/// spec/drift.md lists what that means.
/// </summary>
public sealed class Comparison
{
    private readonly List<Difference> _differences = [];
    private readonly HashSet<string> _ordered = new(StringComparer.Ordinal);

    private Comparison(Outline intended, Outline running, Surroundings surroundings)
    {
        Intended = intended;
        Running = running;
        Surroundings = surroundings;
    }

    /// <summary>The differences, in the order of the lines: intended ones first, then what only runs.</summary>
    public IReadOnlyList<Difference> Differences => _differences;

    /// <summary>True when nothing differs.</summary>
    public bool IsEmpty => _differences.Count == 0;

    internal Outline Intended { get; }

    internal Outline Running { get; }

    internal Surroundings Surroundings { get; }

    /// <summary>Compares. Whose what is decides whether a statement that only runs is a difference.</summary>
    public static Comparison Of(Document intended, Document running, Ownership? ownership = null)
    {
        ArgumentNullException.ThrowIfNull(intended);
        ArgumentNullException.ThrowIfNull(running);
        var (wanted, actual) = (Outline.Of(intended), Outline.Of(running));
        var comparison = new Comparison(wanted, actual, SurroundingsOf(wanted, actual));
        var owner = new Owner(ownership ?? Ownership.Default, comparison.Surroundings);
        foreach (var (mine, theirs) in comparison.Scopes())
        {
            ScopeComparison.Compare(mine, theirs, comparison.Surroundings, owner, comparison._differences, comparison._ordered);
        }

        comparison._differences.Sort(ByLine);
        return comparison;
    }

    /// <summary>The same without some of the differences, which are to stay.</summary>
    public Comparison Without(Predicate<Difference> isLeft)
    {
        var comparison = new Comparison(Intended, Running, Surroundings);
        comparison._ordered.UnionWith(_ordered);
        comparison._differences.AddRange(_differences.FindAll(difference => !isLeft(difference)));
        return comparison;
    }

    /// <summary>True for a list, by its key, whose order means nothing on either side.</summary>
    internal bool IsSet(string list) => !_ordered.Contains(list);

    /// <summary>What each side says in the scopes that are not word by word the same on both.</summary>
    private IEnumerable<(Facts Intended, Facts Running)> Scopes()
    {
        if (Intended.TakesBack || Running.TakesBack)
        {
            yield return (Reading.Of(Intended.Lines, Intended.Families), Reading.Of(Running.Lines, Running.Families));
            yield break;
        }

        foreach (var scope in Intended.Scopes.Keys.Union(Running.Scopes.Keys))
        {
            var (mine, theirs) = (LinesOf(Intended, scope), LinesOf(Running, scope));
            if (!IsSame(scope, mine, theirs))
            {
                yield return (Reading.Of(mine, Intended.Families), Reading.Of(theirs, Running.Families));
            }
        }
    }

    private bool IsSame(string scope, List<SourceLine> mine, List<SourceLine> theirs)
    {
        if (mine.Count != theirs.Count || (ScopeKey.RouterOf(scope) is { } router && !Intended.Families.Agrees(Running.Families, router)))
        {
            return false;
        }

        for (var at = 0; at < mine.Count; at++)
        {
            if (!mine[at].Says(theirs[at]))
            {
                return false;
            }
        }

        return true;
    }

    private static List<SourceLine> LinesOf(Outline outline, string scope) =>
        outline.Scopes.TryGetValue(scope, out var lines) ? lines : [];

    private static Surroundings SurroundingsOf(Outline intended, Outline running) =>
        new(running.Profile ?? intended.Profile ?? Profiles.Traditional, running.Release ?? intended.Release ?? 0);

    private static int ByLine(Difference left, Difference right) =>
        (left.Intended is null, left.IntendedLine, left.RunningLine, left.Intended ?? left.Running)
            .CompareTo((right.Intended is null, right.IntendedLine, right.RunningLine, right.Intended ?? right.Running));
}
