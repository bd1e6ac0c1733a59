using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>Makes ordered commands of differences: a new value takes the place of the old one where FRR lets it (D-50).</summary>
internal sealed class Planner
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<string, ContextPath> _intendedPaths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missing;
    private readonly Removals _removals;
    private readonly Births _births;

    private Planner(Removals removals, Births births)
    {
        _births = births;
        _removals = removals;
        _missing = removals.Left
            .Where(difference => difference.Kind == DifferenceKind.Missing)
            .Select(difference => difference.Fact.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The commands that close the differences of a comparison.</summary>
    public static IReadOnlyList<Command> Plan(Comparison comparison)
    {
        var removals = Removals.Of(comparison);
        var planner = new Planner(removals, new Births(comparison, removals));
        foreach (var difference in removals.Left)
        {
            if (difference.IntendedFact is { } intended)
            {
                planner.NotePath(intended.Path);
                planner.NotePath(intended.Opens);
            }
        }

        planner._steps.AddRange(removals.Steps);
        foreach (var difference in removals.Left)
        {
            planner.Add(difference);
        }

        return
        [
            .. planner._steps
                .OrderBy(step => step.Phase)
                .ThenBy(step => step.Group, Group.Order)
                .ThenBy(step => step.Rank)
                .ThenBy(step => step.Line)
                .Select(step => step.Command),
        ];
    }

    private void NotePath(ContextPath? path)
    {
        for (; path is not null; path = path.Parent)
        {
            _intendedPaths.TryAdd(path.Identity, path);
        }
    }

    private void Add(Difference difference)
    {
        switch (difference.Kind)
        {
            case DifferenceKind.Surplus:
                Remove(difference.RunningFact!);
                break;
            default:
                Set(difference.IntendedFact!, difference.RunningFact);
                break;
        }
    }

    private void Set(Fact fact, Fact? before)
    {
        if (before is not null && fact.Definition?.MustGo(before.Value, fact.Value) == true)
        {
            Put(Phase.Clear, Grouping.GoesFirst(before) ?? Last(Grouping.Of(before)), 0, before, Undo.Of(before));
        }

        var phase = fact.Opens is { Kind: ContextKind.RouterBgp } ? Phase.Declare
            : fact.Path.Enclosing(ContextKind.RouterBgp) is null ? Phase.Define
            : Phase.Configure;
        var rank = fact.Definition is { IsEntry: true } && _removals.IsOrdered(fact) ? ListRank(fact, isAdded: true) : fact.Rank;
        Put(phase, Grouping.Of(fact), rank, fact, fact.Text);
        _steps.AddRange(_births.Silence(fact).Select(command => new Step(phase, Grouping.Of(fact), rank, fact.Line, command)));
    }

    private void Remove(Fact fact)
    {
        var group = Grouping.Of(fact);
        if (fact.Definition is { IsEntry: true })
        {
            var isOrdered = _removals.IsOrdered(fact);
            Put(isOrdered ? Phase.Define : Phase.Discard, isOrdered ? group : Last(group), ListRank(fact, isAdded: false), fact, Undo.Of(fact));
        }
        else if (fact.Path.Kind == ContextKind.RouteMap)
        {
            // Together with what takes its place, so that the entry is never without.
            Put(Phase.Define, group, int.MaxValue, fact, Undo.Of(fact));
        }
        else if (Grouping.GoesFirst(fact) is { } first)
        {
            Put(Phase.Clear, first, 0, fact, Undo.Of(fact));
        }
        else if (Undo.Excludes(fact).Any(_missing.Contains))
        {
            Put(Phase.Clear, group, 0, fact, Undo.Of(fact));
        }
        else if (fact.Path.Enclosing(ContextKind.RouterBgp) is null)
        {
            Put(Phase.Discard, Last(group), -fact.Rank, fact, Undo.Of(fact));
        }
        else
        {
            Put(Phase.Withdraw, group with { Level = -group.Level }, -fact.Rank, fact, Undo.Of(fact));
        }
    }

    // What was defined first goes last.
    private static Group Last(Group group) => group with { Rank = -group.Rank };

    // Where order counts a list first gets tighter, then wider: in between it lets nothing through that neither side does, and it is
    // never without entries. An entry that moves goes first, as FRR 8 silently drops a second one.
    private int ListRank(Fact entry, bool isAdded) =>
        (entry.Value.StartsWith("permit", StringComparison.Ordinal), isAdded) switch
        {
            (_, false) when _removals.IsMoved(entry) => 0,
            (false, true) => 1,
            (true, false) => 2,
            (true, true) => 3,
            (false, false) => 4,
        };

    private void Put(Phase phase, Group group, int rank, Fact fact, string text)
    {
        var path = _intendedPaths.GetValueOrDefault(fact.Path.Identity, fact.Path);
        var command = new Command(path, text);
        _steps.Add(new Step(
            phase, group, rank, fact.Line, text == fact.Text ? command with { Opens = fact.Opens, Line = fact.Line } : command));
    }
}
