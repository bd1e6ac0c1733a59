using System.Collections.Frozen;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>A statement that opens a context, recognized by its first words.</summary>
/// <param name="In">The contexts that it may stand in.</param>
/// <param name="Opens">The context that it opens.</param>
/// <param name="Words">The first words; <c>*</c> is any one word, <c>#</c> a number.</param>
/// <param name="IsWhole">True when nothing may follow these words.</param>
/// <param name="Inside">The first word of the statement that opened the context around, where the kind of context does not say enough.</param>
internal sealed record ContextOpening(ContextKind In, ContextKind Opens, string[] Words, bool IsWhole, string Inside = "")
{
    /// <summary>
    /// Every statement that opens a context. The first that fits wins, so exceptions stand before what they are exceptions of.
    /// </summary>
    public static readonly ContextOpening[] All =
    [
        Open(ContextKind.Root, ContextKind.RouterBgp, "router bgp"),
        Open(ContextKind.RouterBgp, ContextKind.AddressFamily, "address-family"),
        Open(ContextKind.AddressFamily, ContextKind.EvpnVni, "vni #"),
        Open(ContextKind.Root, ContextKind.RouteMap, "route-map * permit #"),
        Open(ContextKind.Root, ContextKind.RouteMap, "route-map * deny #"),
        Whole(ContextKind.Root, ContextKind.Vrf, "vrf *"),
        Whole(ContextKind.Root, ContextKind.Interface, "interface *"),
        Whole(ContextKind.Root, ContextKind.Interface, "interface * vrf *"),
        Whole(ContextKind.Root, ContextKind.Interface, "int *"),
        Whole(ContextKind.Root, ContextKind.Interface, "int * vrf *"),
        Whole(ContextKind.Root, ContextKind.Bfd, "bfd"),
        Open(ContextKind.Bfd, ContextKind.BfdPeer, "peer *"),
        Whole(ContextKind.Bfd, ContextKind.BfdProfile, "profile *"),
        Whole(ContextKind.Root, ContextKind.LineVty, "line vty"),

        // FRR takes `vrf NAME` in `router bgp` as short for its `vrf-policy NAME`; see S-13.
        Whole(ContextKind.RouterBgp, ContextKind.Foreign, "vrf *"),
        Whole(ContextKind.RouterBgp, ContextKind.Foreign, "vrf-policy *"),
        Whole(ContextKind.RouterBgp, ContextKind.Foreign, "vnc defaults"),
        Open(ContextKind.RouterBgp, ContextKind.Foreign, "vnc nve-group *"),
        Open(ContextKind.RouterBgp, ContextKind.Foreign, "vnc l2-group *"),
        Whole(ContextKind.RouterBgp, ContextKind.Foreign, "bmp targets *"),
        Whole(ContextKind.RouterBgp, ContextKind.Foreign, "segment-routing srv6"),
        Open(ContextKind.Root, ContextKind.Foreign, "router *"),
        Whole(ContextKind.Root | ContextKind.Vrf, ContextKind.Foreign, "rpki"),
        Open(ContextKind.Root, ContextKind.Foreign, "key chain *"),
        Whole(ContextKind.Root, ContextKind.Foreign, "mpls ldp"),
        Open(ContextKind.Root, ContextKind.Foreign, "pbr-map * seq #"),
        Open(ContextKind.Root, ContextKind.Foreign, "nexthop-group *"),
        Open(ContextKind.Root, ContextKind.Foreign, "l2vpn * type vpls"),
        Open(ContextKind.Root, ContextKind.Foreign, "pseudowire *"),
        Whole(ContextKind.Root, ContextKind.Foreign, "segment-routing"),
        Whole(ContextKind.Interface, ContextKind.Foreign, "link-params"),
        Inner("mpls", "address-family *"),
        Inner("address-family", "interface *"),
        Inner("l2vpn", "member pseudowire *"),
        Inner("key", "key *"),
        Inner("segment-routing", "traffic-eng"),
        Inner("segment-routing", "srv6"),
        Inner("srv6", "locators"),
        Inner("locators", "locator *"),
        Inner("srv6", "formats"),
        Inner("formats", "format *"),
        Inner("srv6", "encapsulation"),
        Inner("srv6", "static-sids"),
        Inner("traffic-eng", "segment-list *"),
        Inner("traffic-eng", "policy color *"),
        Inner("policy", "candidate-path preference * name * dynamic"),
        Inner("traffic-eng", "pcep"),
        Inner("pcep", "pcc"),
        Inner("pcep", "pce *"),
        Inner("pcep", "pce-config *"),
        Inner("router", "flex-algo *"),
    ];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FirstWords =
        All.Select(opening => opening.Words[0]).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The opening that a statement is, in a context that this header opened; null for a statement that opens nothing.</summary>
    public static ContextOpening? Find(ContextKind context, ReadOnlySpan<char> header, ReadOnlySpan<char> statement)
    {
        if (!MayOpen(statement))
        {
            return null;
        }

        foreach (var opening in All)
        {
            if (opening.In.HasFlag(context)
                && (opening.Inside.Length == 0 || Syntax.Words.At(header, 0).SequenceEqual(opening.Inside))
                && opening.Fits(statement))
            {
                return opening;
            }
        }

        return null;
    }

    /// <summary>True when the first word of a statement is that of some opening.</summary>
    public static bool MayOpen(ReadOnlySpan<char> statement) => FirstWords.Contains(Syntax.Words.At(statement, 0));

    private bool Fits(ReadOnlySpan<char> statement)
    {
        foreach (var wanted in Words)
        {
            var word = Syntax.Words.Take(ref statement);
            if (word.IsEmpty || !Is(wanted, word))
            {
                return false;
            }
        }

        return !IsWhole || statement.IsEmpty;
    }

    private static bool Is(string wanted, ReadOnlySpan<char> word) => wanted switch
    {
        "*" => true,
        "#" => !word.ContainsAnyExceptInRange('0', '9'),
        _ => word.SequenceEqual(wanted),
    };

    private static ContextOpening Open(ContextKind within, ContextKind opens, string words) => new(within, opens, words.Split(' '), false);

    private static ContextOpening Whole(ContextKind within, ContextKind opens, string words) => new(within, opens, words.Split(' '), true);

    private static ContextOpening Inner(string inside, string words) =>
        new(ContextKind.Foreign, ContextKind.Foreign, words.Split(' '), false, inside);
}
