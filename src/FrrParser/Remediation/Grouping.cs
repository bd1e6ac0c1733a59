using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>Says what a statement is told together with.</summary>
internal static class Grouping
{
    private const int General = 0;
    private const int PeerGroups = 1;
    private const int Neighbors = 2;
    private const int Ranges = 3;
    private const int Families = 4;
    private const int Vnis = 5;
    private const int Policy = 6;

    /// <summary>The group of a statement.</summary>
    public static Group Of(Fact fact)
    {
        if (fact.Path.Enclosing(ContextKind.RouterBgp) is { } router)
        {
            return InRouter(fact, router.Identity);
        }

        var chapter = ChapterOf(fact);
        var rank = (int)chapter;
        if (fact.Path.Kind == ContextKind.RouteMap)
        {
            return OfEntry(rank, fact.Path.Identity);
        }

        return fact.Opens is { Kind: ContextKind.RouteMap } entry
            ? OfEntry(rank, entry.Identity)
            : new Group(rank, "", General, SubjectOf(fact), 0);
    }

    /// <summary>The neighbor that a statement of a router is about; null when it is about none.</summary>
    public static string? NeighborOf(Fact fact)
    {
        if (!fact.Identity.StartsWith("neighbor ", StringComparison.Ordinal))
        {
            return null;
        }

        var end = fact.Identity.IndexOf(' ', "neighbor ".Length);
        return end < 0 ? fact.Identity : fact.Identity[..end];
    }

    /// <summary>
    /// The group of a statement that is taken back before anything else happens: a session ends before its filters go, FRR refuses a second
    /// session option beside the one that excludes it, a VNI in two VRFs, and makes a router anew when its import ends after it (D-57).
    /// </summary>
    public static Group? GoesFirst(Fact fact)
    {
        var router = fact.Path.Enclosing(ContextKind.RouterBgp)?.Identity ?? "";
        var (rank, isFirst) = fact switch
        {
            { Identity: var identity } when identity.EndsWith(" activate", StringComparison.Ordinal) => (0, true),
            { Identity: var identity } when identity.StartsWith("import vrf ", StringComparison.Ordinal) => (1, true),
            { Path.Kind: ContextKind.RouterBgp } when NeighborOf(fact) is { } neighbor && fact.Identity != $"{neighbor} shutdown" => (2, true),
            { Path.Kind: ContextKind.RouterBgp, Identity: var identity } when identity.StartsWith("bgp default ", StringComparison.Ordinal) => (2, true),
            { Identity: "vni", Path.Kind: ContextKind.Vrf or ContextKind.Root } => (3, true),
            _ => (0, false),
        };
        return isFirst ? new Group(rank, router, 0, fact.Path.Identity, 0) : null;
    }

    private static Chapter ChapterOf(Fact fact) => fact.Path.Kind switch
    {
        ContextKind.RouteMap => Chapter.RouteMap,
        ContextKind.Bfd or ContextKind.BfdPeer or ContextKind.BfdProfile => Chapter.Bfd,
        _ => fact.Definition?.Chapter ?? Chapter.Other,
    };

    private static Group OfEntry(int rank, string identity)
    {
        var at = identity.LastIndexOf(' ');
        _ = uint.TryParse(identity.AsSpan(at + 1), out var number);
        return new Group(rank, "", General, identity[..at], number);
    }

    // A list is told as a whole, and a block; everything else stands alone.
    private static string SubjectOf(Fact fact) =>
        fact.Sequence > 0 || fact.Definition?.IsEntry == true
            ? fact.Identity[..^(fact.Value.Length + 1)]
            : fact.Opens?.Identity ?? fact.Path.Identity;

    private static Group InRouter(Fact fact, string router)
    {
        const int rank = 0;
        if (fact.Path.Kind == ContextKind.EvpnVni)
        {
            return new Group(rank, router, Vnis, fact.Path.Identity, 0);
        }

        if (fact.Path.Kind != ContextKind.RouterBgp)
        {
            return new Group(rank, router, Families, fact.Path.Identity, 0);
        }

        return NeighborOf(fact) switch
        {
            // Without a policy a session tells nothing as long as this holds: it goes when all policies are there.
            _ when fact.Identity == "bgp ebgp-requires-policy" => new Group(rank, router, Policy, "", 0),
            _ when fact.Identity.StartsWith("bgp listen range", StringComparison.Ordinal) => new Group(rank, router, Ranges, "", 0),
            null => new Group(rank, router, General, "", 0),
            var group when fact.Identity == $"{group} peer-group" && fact.Value.Length == 0 => new Group(rank, router, PeerGroups, group, 0),
            var neighbor => new Group(rank, router, Neighbors, neighbor, 0),
        };
    }
}
