using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>What FRR drops of a neighbor, or adds to it, because of what else holds for it.</summary>
internal static class Neighborhood
{
    private const string Unchanged = "attribute-unchanged";
    private const string NextHop = "next-hop";

    /// <summary>Removes what FRR drops, and adds what it adds.</summary>
    public static void Apply(Facts facts)
    {
        foreach (var remote in InRouter(facts, "remote-as"))
        {
            // D-30: a session inside the AS is not bound to a hop.
            var router = remote.Path.Header.Split(' ');
            if (remote.Value == "internal" || (router.Length > 2 && router[2] == remote.Value))
            {
                facts.Remove(About(remote, "remote-as", "ebgp-multihop"));
            }
        }

        foreach (var unnumbered in InRouter(facts, "interface"))
        {
            // D-31: its source is its interface, and it always takes IPv6 next hops for IPv4.
            facts.Remove(About(unnumbered, "interface", "update-source"));
            facts.Remove(About(unnumbered, "interface", "capability extended-nexthop"));
        }

        foreach (var client in facts.ByKey.Values.Where(fact => IsOf(fact, "route-server-client")).ToList())
        {
            KeepNextHop(facts, client);
        }

        foreach (var unchanged in facts.ByKey.Values.Where(fact => IsOf(fact, Unchanged)).ToList())
        {
            Normalize(facts, unchanged);
        }
    }

    // D-32: a route server leaves the next hop as it is.
    private static void KeepNextHop(Facts facts, Fact client)
    {
        var key = About(client, "route-server-client", Unchanged);
        var said = facts.ByKey.GetValueOrDefault(key);
        var value = string.Join(' ', new[] { "as-path", NextHop, "med" }.Where(word => word == NextHop || Has(said, word)));
        var statement = client.Text.Replace("route-server-client", $"{Unchanged} {value}", StringComparison.Ordinal);
        if (Manual.Read(client.Path.Kind, statement) is { } kept)
        {
            facts.Set(new Fact(client.Path, kept.Identity, kept.Value, kept.Text, kept.Definition, said?.Line ?? client.Line));
        }
    }

    // D-33: EVPN leaves the next hop as it is, whatever is said.
    private static void Normalize(Facts facts, Fact unchanged)
    {
        if (unchanged.Path.Header != "address-family l2vpn evpn" || !Has(unchanged, NextHop))
        {
            return;
        }

        var left = string.Join(' ', unchanged.Value.Split(' ').Where(word => word != NextHop));
        if (left.Length == 0)
        {
            facts.Remove(unchanged.Key);
        }
        else
        {
            facts.Set(unchanged with { Value = left });
        }
    }

    private static bool Has(Fact? fact, string word) => fact?.Value.Split(' ').Contains(word, StringComparer.Ordinal) == true;

    private static bool IsOf(Fact fact, string statement) =>
        fact.Path.Kind == ContextKind.AddressFamily && fact.Identity.EndsWith(" " + statement, StringComparison.Ordinal);

    private static List<Fact> InRouter(Facts facts, string statement) =>
        [.. facts.ByKey.Values.Where(fact => fact.Path.Kind == ContextKind.RouterBgp && fact.Identity.EndsWith(" " + statement, StringComparison.Ordinal))];

    private static string About(Fact fact, string statement, string other) =>
        fact.Path.IdentityOf(fact.Identity[..^statement.Length] + other);
}
