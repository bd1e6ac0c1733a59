using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>
/// What goes as a whole: a router, a neighbor, a list, a route-map or one of its entries is one command, whatever stands in it. What must
/// go because FRR cannot change it in place comes back as if it had never been there (D-54).
/// </summary>
internal sealed class Removals
{
    private readonly Comparison _comparison;
    private readonly List<Step> _steps = [];
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dropped = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ordered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _moved = new(StringComparer.Ordinal);
    private List<Difference> _left;

    private Removals(Comparison comparison)
    {
        _comparison = comparison;
        _left = [.. comparison.Differences];
    }

    /// <summary>The commands.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>The differences that these commands do not close.</summary>
    public IReadOnlyList<Difference> Left => _left;

    /// <summary>Finds what goes as a whole.</summary>
    public static Removals Of(Comparison comparison)
    {
        var removals = new Removals(comparison);
        removals.RemoveContexts();
        removals.RemoveNeighbors();
        removals.RemoveLists();
        removals.RemoveRouteMaps();
        removals.RemoveTaken();
        return removals;
    }

    /// <summary>True for an entry of a list in which order counts.</summary>
    public bool IsOrdered(Fact entry) => _ordered.Contains(NameOf(entry));

    /// <summary>True for an entry that goes from one place of its list to another.</summary>
    public bool IsMoved(Fact entry) => _moved.Contains(entry.Key);

    /// <summary>True for a neighbor that is not there, or is not any more when the commands make it.</summary>
    public bool IsNew(ContextPath router, string neighbor) =>
        _dropped.Contains($"{router.Identity}/{neighbor}")
        || _gone.Contains(router.Identity)
        || !_comparison.Running.Scopes.ContainsKey($"{router.Identity}/{neighbor}")
        || !RunningFacts.ByKey.Values.Any(fact => fact.Path.Equals(router) && Grouping.NeighborOf(fact) == neighbor);

    private static string NameOf(Fact entry) => entry.Path.IdentityOf(entry.Identity[..^(entry.Value.Length + 1)]);

    // What was said may have been taken back.
    private Facts RunningFacts => field ??= Reading.Of(_comparison.Running.Lines, _comparison.Running.Families);

    private Facts IntendedFacts => field ??=
        NormalForm.Of(Reading.Of(_comparison.Intended.Lines, _comparison.Intended.Families), _comparison.Surroundings);

    private void RemoveContexts()
    {
        foreach (var difference in _left.Where(difference => difference.RunningFact?.Opens is not null).ToList())
        {
            var fact = difference.RunningFact!;
            var isFixed = difference.Kind == DifferenceKind.Changed && fact.Definition?.MustGo(fact.Value, difference.IntendedFact!.Value) == true;
            if (difference.Kind != DifferenceKind.Surplus && !isFixed)
            {
                continue;
            }

            var opened = fact.Opens!;
            RemoveSurvivors(opened);
            _left.RemoveAll(other => other == difference || (other.Kind != DifferenceKind.Missing && IsInside(other.Fact.Path, opened)));
            if (isFixed)
            {
                Restore(other => other.Key == fact.Key || IsInside(other.Path, opened));
            }

            if (_gone.Any(outer => opened.Identity.StartsWith(outer + "/", StringComparison.Ordinal)))
            {
                continue;
            }

            _gone.Add(opened.Identity);
            var isRouter = opened.Kind == ContextKind.RouterBgp;
            var isVrf = opened.Header.Contains(" vrf ", StringComparison.Ordinal);

            // FRR keeps the default router as long as another one refers to it.
            Put(
                isRouter || fact.Path.Enclosing(ContextKind.RouterBgp) is not null ? Phase.Clear : Phase.Discard,
                isRouter ? new Group(1000, "", isVrf ? 0 : 1, opened.Identity, 0) : Reversed(Grouping.Of(fact)),
                fact,
                Undo.Of(fact));
        }
    }

    private void RemoveSurvivors(ContextPath router)
    {
        if (router.Kind != ContextKind.RouterBgp)
        {
            return;
        }

        var lines = _comparison.Running.Lines.Where(line => IsInside(line.Path, router));
        foreach (var survivor in Reading.Of(lines, _comparison.Running.Families).ByKey.Values.Where(fact => fact.Definition is { Survives: true }))
        {
            Put(Phase.Clear, new Group(900, router.Identity, 0, survivor.Path.Identity, 0), survivor, Undo.Of(survivor));
        }
    }

    private void RemoveNeighbors()
    {
        var groups = _left
            .Where(difference => difference.RunningFact is { Path.Kind: ContextKind.RouterBgp } fact && Grouping.NeighborOf(fact) is not null)
            .GroupBy(difference => (Router: difference.RunningFact!.Path, Neighbor: Grouping.NeighborOf(difference.RunningFact!)!))
            .ToList();
        foreach (var group in groups)
        {
            var scope = $"{group.Key.Router.Identity}/{group.Key.Neighbor}";
            var isIntended = _comparison.Intended.Scopes.ContainsKey(scope);
            var mustGo = group.Any(difference => difference.Kind == DifferenceKind.Changed && IsBirth(difference.Fact) && difference.Fact.Definition!.IsFixed)
                || group.Any(difference => difference.Kind == DifferenceKind.Surplus && IsBirth(difference.RunningFact!));
            if (mustGo && _left.Any(difference => group.Contains(difference)))
            {
                RemoveNeighbor(group.Key.Router, group.Key.Neighbor, group.First().RunningFact!, isIntended);
            }
        }
    }

    private static bool IsBirth(Fact fact) => fact.Definition?.Takes == "neighbor $1";

    private void RemoveNeighbor(ContextPath router, string neighbor, Fact fact, bool isIntended)
    {
        var running = Reading.Of(_comparison.Running.Lines.Where(line => ScopeKey.Of(line) == $"{router.Identity}/{neighbor}"), _comparison.Running.Families);
        var isGroup = running.ByKey.ContainsKey(router.IdentityOf($"{neighbor} peer-group"))
            && running.ByKey[router.IdentityOf($"{neighbor} peer-group")].Value.Length == 0;
        DropNeighbor(router, neighbor, isIntended);
        var text = isGroup ? $"no {neighbor} peer-group" : $"no {neighbor}";
        Put(Phase.Clear, new Group(500, router.Identity, isGroup ? 1 : 0, neighbor, 0), fact with { Path = router }, text);
        if (!isGroup)
        {
            return;
        }

        RemoveRanges(router, neighbor["neighbor ".Length..]);

        // A peer group takes its members with it.
        var members = _comparison.Running.Lines
            .Where(line => line.Path.Equals(router) && line.Text.EndsWith($" peer-group {neighbor["neighbor ".Length..]}", StringComparison.Ordinal))
            .Select(ScopeKey.Of)
            .Distinct(StringComparer.Ordinal)
            .Where(scope => ScopeKey.RouterOf(scope) == router.Identity);
        foreach (var member in members.ToList())
        {
            DropNeighbor(router, member[(router.Identity.Length + 1)..], _comparison.Intended.Scopes.ContainsKey(member));
        }
    }

    // FRR 10 keeps a peer group as long as a range of addresses belongs to it; FRR 8 takes the range with it.
    private void RemoveRanges(ContextPath router, string group)
    {
        bool IsOf(Fact fact) => fact.Path.Equals(router)
            && fact.Value == group
            && fact.Identity.StartsWith("bgp listen range ", StringComparison.Ordinal);
        var lines = _comparison.Running.Scopes.GetValueOrDefault(router.Identity) ?? [];
        foreach (var range in Reading.Of(lines, _comparison.Running.Families).ByKey.Values.Where(IsOf))
        {
            Put(Phase.Clear, new Group(400, router.Identity, 0, "", 0), range, Undo.Of(range));
            _left.RemoveAll(difference => difference.Fact.Key == range.Key);
            Restore(fact => fact.Key == range.Key);
        }
    }

    private void DropNeighbor(ContextPath router, string neighbor, bool isIntended)
    {
        bool IsOf(Fact fact) => IsInside(fact.Path, router) && Grouping.NeighborOf(fact) == neighbor;
        _dropped.Add($"{router.Identity}/{neighbor}");
        _left.RemoveAll(difference => IsOf(difference.Fact));
        if (isIntended)
        {
            Restore(IsOf);
        }
    }

    private void RemoveLists()
    {
        var lists = _left.Where(difference => difference.Fact.Definition is { IsEntry: true }).GroupBy(difference => NameOf(difference.Fact)).ToList();
        foreach (var list in lists)
        {
            var first = list.First().Fact;
            var name = first.Identity[..^(first.Value.Length + 1)];
            var isGone = list.All(difference => difference.Kind == DifferenceKind.Surplus)
                && !_comparison.Intended.Scopes.Values.Any(lines => lines.Any(line => line.Path.Equals(first.Path) && line.Text.StartsWith(name + " ", StringComparison.Ordinal)));
            if (isGone && Manual.Read(first.Path.Kind, name) is { Definition.Takes: not null })
            {
                _left.RemoveAll(list.Contains);
                Put(Phase.Discard, Reversed(Grouping.Of(first)), first, $"no {name}");
                continue;
            }

            NoteOrder(list);
        }
    }

    private void NoteOrder(IGrouping<string, Difference> list)
    {
        if (_comparison.IsSet(list.Key))
        {
            return;
        }

        _ordered.Add(list.Key);
        var wanted = list.Select(difference => difference.IntendedFact?.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _moved.UnionWith(list.Select(difference => difference.RunningFact?.Key).OfType<string>().Where(wanted.Contains));
    }

    private void RemoveRouteMaps()
    {
        var entries = _steps
            .Where(step => step.Command.Text.StartsWith("no route-map ", StringComparison.Ordinal))
            .GroupBy(step => step.Group.Subject)
            .ToList();
        foreach (var map in entries.Where(map => !_comparison.Intended.Scopes.ContainsKey(map.Key)))
        {
            var first = map.First();
            _steps.RemoveAll(map.Contains);
            _steps.Add(first with { Command = first.Command with { Text = $"no {map.Key}" } });
        }
    }

    // `no neighbor X bfd` takes the profile with it.
    private void RemoveTaken()
    {
        foreach (var difference in _left.Where(difference => difference.Kind == DifferenceKind.Surplus).ToList())
        {
            if (Undo.Takes(difference.RunningFact!) is { } taken)
            {
                _left.RemoveAll(other => other.Kind == DifferenceKind.Surplus
                    && other.RunningFact!.Path.Equals(difference.RunningFact!.Path)
                    && other.RunningFact.Identity.StartsWith(taken + " ", StringComparison.Ordinal));
            }
        }
    }

    private void Restore(Predicate<Fact> isLost)
    {
        var known = _left.Select(difference => difference.IntendedFact?.Key).ToHashSet(StringComparer.Ordinal);
        _left.AddRange(IntendedFacts.ByKey.Values
            .Where(fact => isLost(fact) && !known.Contains(fact.Key))
            .Select(Difference.Missing));
    }

    private static bool IsInside(ContextPath path, ContextPath outer) =>
        path.Equals(outer) || (path.Parent is { } parent && IsInside(parent, outer));

    private static Group Reversed(Group group) => group with { Rank = -group.Rank };

    private void Put(Phase phase, Group group, Fact fact, string text) =>
        _steps.Add(new Step(phase, group, 0, fact.Line, new Command(fact.Path, text)));
}
