using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>
/// Chapter "BGP": neighbors in an address family. A session is activated last, when its filters are in place, and deactivated first.
/// </summary>
internal static class BgpNeighborFamily
{
    /// <summary>The statements of the chapter, in the order in which FRR is told them.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Modelled("neighbor PEER route-map =WORD <in|out>"),
        Modelled("neighbor PEER prefix-list =WORD <in|out>") with { Excludes = ["neighbor $1 distribute-list $3"] },
        Modelled("neighbor PEER distribute-list =WORD <in|out>") with { Excludes = ["neighbor $1 prefix-list $3"] },
        Modelled("neighbor PEER filter-list =WORD <in|out>"),
        Modelled("neighbor PEER advertise-map =WORD =<exist-map|non-exist-map> =WORD"),
        Modelled("neighbor PEER unsuppress-map =WORD"),
        Modelled("neighbor PEER addpath-tx-all-paths") with { Excludes = ["neighbor $1 addpath-tx-bestpath-per-AS", "neighbor $1 addpath-tx-best-selected"] },
        Modelled("neighbor PEER addpath-tx-best-selected =(1-6)") with { Excludes = ["neighbor $1 addpath-tx-all-paths", "neighbor $1 addpath-tx-bestpath-per-AS"] },
        Modelled("neighbor PEER addpath-tx-bestpath-per-AS") with { Excludes = ["neighbor $1 addpath-tx-all-paths", "neighbor $1 addpath-tx-best-selected"] },
        Modelled("neighbor PEER addpath-rx-paths-limit =(1-65535)"),
        Modelled("neighbor PEER disable-addpath-rx"),
        Modelled("neighbor PEER capability orf prefix-list =<both|send|receive>") with { IsFixed = true },
        Modelled("neighbor PEER route-reflector-client"),
        Modelled("neighbor PEER next-hop-self"),
        Modelled("neighbor PEER next-hop-self force"),
        Modelled("neighbor PEER as-override"),
        Modelled("neighbor PEER remove-private-AS =[all] =[replace-AS]") with { IsFixedFrom = Values.Keeps("all", "replace-AS") },
        On("neighbor PEER send-community <standard|extended|large>"),
        Reads("neighbor PEER send-community both", "neighbor $1 send-community standard", "neighbor $1 send-community extended"),
        Reads(
            "neighbor PEER send-community all",
            "neighbor $1 send-community standard",
            "neighbor $1 send-community extended",
            "neighbor $1 send-community large"),
        Reads(
            "neighbor PEER send-community",
            "neighbor $1 send-community standard"),
        Modelled("neighbor PEER send-community extended rpki"),
        Modelled("neighbor PEER default-originate =[route-map WORD]"),
        Modelled("neighbor PEER soft-reconfiguration inbound"),
        Modelled("neighbor PEER maximum-prefix =(1-4294967295) =[(1-100)] =[warning-only|restart (1-65535)] =[force]") with { Correct = Values.MaximumPrefix, Rule = "D-12" },
        Modelled("neighbor PEER maximum-prefix-out =(1-4294967295)"),
        Modelled("neighbor PEER route-server-client"),
        Modelled("neighbor PEER allowas-in =[<(1-10)|origin>]") with { Correct = Values.Without("3"), Rule = "D-12" },
        Modelled("neighbor PEER weight =(0-65535)"),
        Modelled("neighbor PEER soo =RD"),
        Reads("neighbor PEER attribute-unchanged", "neighbor $1 attribute-unchanged as-path next-hop med"),
        Modelled("neighbor PEER attribute-unchanged ={as-path|next-hop|med}"),
        Modelled("neighbor PEER dampening =[(1-45) [(1-20000) (1-50000) (1-255)]]") with { Correct = Values.Dampening, Rule = "D-12" },
        Modelled("neighbor PEER <encapsulation-srv6|encapsulation-srv6-relax|encapsulation-mpls>"),
        Modelled("neighbor PEER nexthop-local unchanged"),
        Modelled("neighbor PEER accept-own"),
        Modelled("neighbor PEER activate"),
    ];

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Bgp, ContextKind.AddressFamily | ContextKind.RouterBgp, syntax, Support.Modelled) { IsIpv4UnicastToo = true };

    private static StatementDefinition On(string syntax) => Modelled(syntax) with { OnByDefault = Profiles.All, Rule = "D-10" };

    private static StatementDefinition Reads(string syntax, params string[] templates) =>
        Modelled(syntax) with { Reads = templates, Rule = "D-20" };
}
