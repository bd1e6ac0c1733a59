using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>
/// Where <c>bgp default ipv4-unicast</c> holds, a neighbor is active from the moment that it is made, and has no filter then. It is told to
/// be silent at once, and to be active when its filters are in place.
/// </summary>
internal sealed class Births
{
    private readonly Comparison _comparison;
    private readonly Dictionary<string, Fact> _first = new(StringComparer.Ordinal);
    private readonly HashSet<string> _active;
    private readonly HashSet<string> _followers;

    /// <summary>Finds the statements that make neighbors.</summary>
    public Births(Comparison comparison, Removals removals)
    {
        _comparison = comparison;
        var missing = removals.Left.Where(difference => difference.Kind == DifferenceKind.Missing).Select(difference => difference.Fact).ToList();
        _active = missing.Select(fact => fact.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var birth in missing.Where(fact => IsBirth(fact) && removals.IsNew(fact.Path, Grouping.NeighborOf(fact)!)).OrderBy(fact => fact.Rank))
        {
            _first.TryAdd(birth.Path.IdentityOf(Grouping.NeighborOf(birth)!), birth);
        }

        _followers = missing
            .Where(fact => IsBirth(fact) && fact.Identity.EndsWith(" peer-group", StringComparison.Ordinal))
            .Select(fact => fact.Path.IdentityOf(Grouping.NeighborOf(fact)!))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What is told right behind a statement: nothing, when it makes no neighbor.</summary>
    public IEnumerable<Command> Silence(Fact fact)
    {
        if (!IsBirth(fact) || Grouping.NeighborOf(fact) is not { } neighbor || !ReferenceEquals(_first.GetValueOrDefault(fact.Path.IdentityOf(neighbor)), fact))
        {
            yield break;
        }

        foreach (var family in _comparison.Intended.Families.At(fact.Path, int.MaxValue))
        {
            var path = fact.Path.Open(ContextKind.AddressFamily, family);

            // A peer group is no session, and its members do as it does.
            if (!_active.Contains(path.IdentityOf($"{neighbor} activate")) || !_followers.Contains(fact.Path.IdentityOf(neighbor)))
            {
                yield return new Command(path, $"no {neighbor} activate");
            }
        }
    }

    private static bool IsBirth(Fact fact) => fact is { Path.Kind: ContextKind.RouterBgp, Definition.Takes: "neighbor $1" };
}
