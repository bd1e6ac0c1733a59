using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Route maps".</summary>
internal static class RouteMap
{
    private const string Sources =
        "<kernel|connected|local|static|rip|ripng|ospf|ospf6|isis|bgp|eigrp|nhrp|table|vnc|babel|openfabric|sharp|table-direct|system>";

    /// <summary>The statements of the chapter, in the order in which FRR is told them: an entry without a match takes every route.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        new(Chapter.RouteMap, ContextKind.Root, "route-map WORD =<permit|deny> (1-65535)", Support.Modelled),
        new(Chapter.RouteMap, ContextKind.Root, "route-map WORD optimization", Support.Modelled) { OnByDefault = Profiles.All, Rule = "D-10" },
        new(Chapter.RouteMap, ContextKind.Root, "route-map WORD", Support.Modelled) { Takes = "route-map $1" },
        Modelled("description =LINE") with { Removal = "no description" },
        Modelled("match alias =WORD"),
        Modelled("match as-path =WORD"),
        Modelled("match community =WORD =[exact-match|any]"),
        Modelled("match community-limit =(0-65535)"),
        Modelled("match extcommunity =WORD"),
        Modelled("match evpn default-route"),
        Modelled("match evpn rd =RD"),
        Modelled("match evpn route-type =<ead|1|macip|2|multicast|3|es|4|prefix|5>") with { Correct = RouteType, Rule = "D-12" },
        Modelled("match evpn vni =(1-16777215)"),
        Modelled("match interface =WORD"),
        Modelled("match ip address prefix-list =WORD"),
        Modelled("match ip address prefix-len =(0-32)"),
        Modelled("match ip address =WORD"),
        Modelled("match ip next-hop prefix-list =WORD"),
        Modelled("match ip next-hop prefix-len =(0-32)"),
        Modelled("match ip next-hop type =blackhole"),
        Modelled("match ip next-hop address =A.B.C.D"),
        Modelled("match ip next-hop =WORD"),
        Modelled("match ip route-source prefix-list =WORD"),
        Modelled("match ip route-source =WORD"),
        Modelled("match ipv6 address prefix-list =WORD"),
        Modelled("match ipv6 address prefix-len =(0-128)"),
        Modelled("match ipv6 address =WORD"),
        Modelled("match ipv6 next-hop prefix-list =WORD"),
        Modelled("match ipv6 next-hop type =blackhole"),
        Modelled("match ipv6 next-hop address =X:X::X:X"),
        Modelled("match ipv6 next-hop =WORD"),
        Modelled("match large-community =WORD =[exact-match|any]"),
        Modelled("match local-preference =(0-4294967295)"),
        Modelled("match mac address =WORD"),
        Modelled("match metric =(0-4294967295)"),
        Modelled("match origin =<egp|igp|incomplete>"),
        Modelled("match peer =<local|A.B.C.D|X:X::X:X|WORD>"),
        Modelled("match probability =(0-100)"),
        Reads("match rpki <valid|invalid|notfound>", "match rpki-extcommunity $1"),
        Modelled("match rpki-extcommunity =<valid|invalid|notfound>"),
        Modelled("match script =WORD"),
        Modelled("match source-instance =(0-255)"),
        Modelled($"match source-protocol ={Sources}"),
        Modelled("match source-vrf =WORD"),
        Modelled("match src-peer =<A.B.C.D|X:X::X:X|WORD>"),
        Modelled("match tag =<untagged|(1-4294967295)>"),
        Modelled("call =WORD"),
        Modelled("on-match =next"),
        Modelled("on-match =goto =(1-65535)") with { Removal = "no on-match goto" },
        Reads("continue (1-65535)", "on-match goto $1"),
        Modelled("set aggregator as =ASN =A.B.C.D"),
        Modelled("set aigp-metric =<igp-metric|(0-4294967295)>"),
        Modelled("set as-path exclude =as-path-access-list =WORD"),
        Modelled("set as-path exclude =<all|ASN...>"),
        Modelled("set as-path prepend =last-as =(1-10)"),
        Modelled("set as-path prepend =ASN...") with { Removal = "no set as-path prepend" },
        Modelled("set as-path replace =LINE"),
        Modelled("set atomic-aggregate"),
        Modelled("set comm-list =WORD =delete"),
        Reads("set community additive =COMMUNITY~", "set community $= additive"),
        Modelled("set community =none"),
        Modelled("set community =COMMUNITY~ =[additive]"),
        Modelled("set distance =(1-255)"),
        Modelled("set evpn gateway-ip <ipv4|ipv6> =<A.B.C.D|X:X::X:X>"),
        Modelled("set extcommunity bandwidth =<(1-4294967295)|cumulative|num-multipaths> =[non-transitive]"),
        Modelled("set extcommunity none"),
        Modelled("set extcommunity <rt|soo|nt|color> =LINE"),
        Modelled("set extended-comm-list =WORD =delete"),
        Modelled("set forwarding-address =X:X::X:X"),
        Modelled("set ip next-hop peer-address"),
        Modelled("set ip next-hop unchanged"),
        Modelled("set ip next-hop =A.B.C.D"),
        Modelled("set ipv6 next-hop global =X:X::X:X"),
        Modelled("set ipv6 next-hop local =X:X::X:X"),
        Modelled("set ipv6 next-hop peer-address"),
        Modelled("set ipv6 next-hop prefer-global"),
        Modelled("set <ipv4|ipv6> vpn next-hop =<A.B.C.D|X:X::X:X>"),
        Modelled("set l3vpn next-hop encapsulation =gre"),
        Modelled("set label-index =(0-1048560)"),
        Modelled("set large-comm-list =WORD =delete"),
        Modelled("set large-community =none"),
        Modelled("set large-community =AA:BB:CC... =[additive]"),
        Modelled("set local-preference =<(0-4294967295)|SIGNED>"),
        Modelled("set max-metric =(0-4294967295)"),
        Modelled("set metric =<(0-4294967295)|SIGNED|rtt|+rtt|-rtt|igp|aigp>"),
        Modelled("set metric-type =<type-1|type-2>"),
        Modelled("set min-metric =(0-4294967295)"),
        Modelled("set origin =<egp|igp|incomplete>"),
        Modelled("set originator-id =A.B.C.D"),
        Modelled("set src =<A.B.C.D|X:X::X:X>"),
        Modelled("set sr-te color =(1-4294967295)"),
        Modelled("set table =(1-4294967295)") with { Removal = "no set table" },
        Modelled("set tag =<untagged|(1-4294967295)>"),
        Modelled("set weight =(0-4294967295)"),
    ];

    private static string RouteType(string value) => value switch
    {
        "1" => "ead",
        "2" => "macip",
        "3" => "multicast",
        "4" => "es",
        "5" => "prefix",
        _ => value,
    };

    private static StatementDefinition Reads(string syntax, params string[] templates) =>
        Modelled(syntax) with { Reads = templates, Rule = "D-20" };

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.RouteMap, ContextKind.RouteMap, syntax, Support.Modelled);
}
