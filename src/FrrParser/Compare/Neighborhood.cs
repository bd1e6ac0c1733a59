using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>What FRR drops of a neighbor because of what else holds for it.</summary>
internal static class Neighborhood
{
    /// <summary>Removes what FRR drops.</summary>
    public static void Apply(Facts facts)
    {
        foreach (var remote in facts.ByKey.Values
            .Where(fact => fact.Path.Kind == ContextKind.RouterBgp && fact.Identity.EndsWith(" remote-as", StringComparison.Ordinal))
            .ToList())
        {
            var neighbor = remote.Identity[..^" remote-as".Length];
            var router = remote.Path.Header.Split(' ');

            // D-30: a session inside the AS is not bound to a hop.
            if (remote.Value == "internal" || (router.Length > 2 && router[2] == remote.Value))
            {
                facts.Remove(remote.Path.IdentityOf($"{neighbor} ebgp-multihop"));
            }
        }

        foreach (var unnumbered in facts.ByKey.Values
            .Where(fact => fact.Path.Kind == ContextKind.RouterBgp && fact.Identity.EndsWith(" interface", StringComparison.Ordinal))
            .ToList())
        {
            // D-31: its source is its interface.
            var neighbor = unnumbered.Identity[..^" interface".Length];
            facts.Remove(unnumbered.Path.IdentityOf($"{neighbor} update-source"));
        }
    }
}
