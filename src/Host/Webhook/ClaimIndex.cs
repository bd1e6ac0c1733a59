using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>
/// Who claims what. Two objects are in conflict exactly when they claim different values for one cell, so all that contradicts an
/// object is found by looking up its own claims, however many other objects there are.
/// </summary>
internal sealed class ClaimIndex
{
    private readonly Dictionary<Cell, List<(Declaration Object, DeclaredClaim Claim)>> _claims = [];

    private readonly Dictionary<string, HashSet<Declaration>> _providers = new(StringComparer.Ordinal);

    /// <summary>An object is there.</summary>
    public void Add(Declaration declaration)
    {
        foreach (var claim in declaration.Claims)
        {
            if (!_claims.TryGetValue(claim.Cell, out var known))
            {
                _claims[claim.Cell] = known = new List<(Declaration, DeclaredClaim)>(1);
            }

            known.Add((declaration, claim));
        }

        foreach (var provided in declaration.Meets)
        {
            if (!_providers.TryGetValue(provided, out var known))
            {
                _providers[provided] = known = [];
            }

            known.Add(declaration);
        }
    }

    /// <summary>An object is gone.</summary>
    public void Remove(Declaration declaration)
    {
        foreach (var claim in declaration.Claims)
        {
            if (_claims.TryGetValue(claim.Cell, out var known))
            {
                known.RemoveAll(entry => ReferenceEquals(entry.Object, declaration));
                if (known.Count == 0)
                {
                    _claims.Remove(claim.Cell);
                }
            }
        }

        foreach (var provided in declaration.Meets)
        {
            _providers.GetValueOrDefault(provided)?.Remove(declaration);
        }
    }

    /// <summary>The other objects that contradict an object somewhere, each with its claims that do.</summary>
    public Dictionary<Declaration, List<DeclaredClaim>> RivalsOf(Declaration declaration)
    {
        var rivals = new Dictionary<Declaration, List<DeclaredClaim>>(ReferenceEqualityComparer.Instance);
        foreach (var claim in declaration.Claims)
        {
            foreach (var (other, theirs) in _claims.GetValueOrDefault(claim.Cell) ?? [])
            {
                if (string.Equals(theirs.Value, claim.Value, StringComparison.Ordinal) || string.Equals(other.Id, declaration.Id, StringComparison.Ordinal))
                {
                    continue;
                }

                if (!rivals.TryGetValue(other, out var claims))
                {
                    rivals[other] = claims = new List<DeclaredClaim>(1);
                }

                if (!claims.Contains(theirs))
                {
                    claims.Add(theirs);
                }
            }
        }

        return rivals;
    }

    /// <summary>The objects that bring what another one needs.</summary>
    public IReadOnlyCollection<Declaration> ProvidersOf(string need) => _providers.TryGetValue(need, out var known) ? known : [];
}
