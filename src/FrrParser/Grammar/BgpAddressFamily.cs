using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "BGP": what the router does in an address family.</summary>
internal static class BgpAddressFamily
{
    private const string Sources =
        "<kernel|connected|local|static|rip|ripng|ospf|ospf6|isis|eigrp|nhrp|table|vnc|vnc-direct|babel|openfabric|table-direct|sharp>";

    /// <summary>The statements of the chapter, in the order in which FRR prints them.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Header("address-family <ipv4|ipv6> <unicast|multicast|vpn|labeled-unicast|flowspec|encap>"),
        Header("address-family l2vpn evpn"),
        Header("address-family <ipv4|ipv6>") with { Reads = ["address-family $1 unicast"], Rule = "D-21" },
        Header("address-family vpnv4 [unicast]") with { Reads = ["address-family ipv4 vpn"], Rule = "D-21" },
        Header("address-family vpnv6 [unicast]") with { Reads = ["address-family ipv6 vpn"], Rule = "D-21" },
        Modelled("network NETWORK ={route-map WORD|label-index (0-1048560)|backdoor}") with { IsFixedFrom = Values.Refuses("label-index"), Removal = "no network $1" },
        Reads("network A.B.C.D mask A.B.C.D ={route-map WORD|label-index (0-1048560)|backdoor}", "network $1/$2 $="),
        Known("network PREFIX rd RD <tag|label|ethtag> LINE"),
        Modelled("aggregate-address PREFIX ={as-set|summary-only|route-map WORD|origin <egp|igp|incomplete>|matching-MED-only|suppress-map WORD}"),
        Reads("aggregate-address A.B.C.D A.B.C.D ={as-set|summary-only|route-map WORD|origin <egp|igp|incomplete>|matching-MED-only|suppress-map WORD}", "aggregate-address $1/$2 $="),
        Redistribute($"redistribute {Sources} ={{metric (0-4294967295)|route-map WORD}}", "no redistribute $1"),
        Redistribute("redistribute <ospf|table|table-direct> (1-65535) ={metric (0-4294967295)|route-map WORD}", "no redistribute $1 $2"),
        Modelled("maximum-paths =(1-256)") with { Default = "256", Rule = "D-11" },
        Modelled("maximum-paths ibgp =(1-256) =[equal-cluster-length]") with { Default = "256", Rule = "D-11" },
        Modelled("bgp dampening =[(1-45) [(1-20000) (1-50000) (1-255)]]") with { Correct = Values.Dampening, Removal = "no bgp dampening", Rule = "D-12" },
        Modelled("bgp retain route-target all") with { OnByDefault = Profiles.All, Rule = "D-10" },
        Modelled("table-map =WORD"),
        Modelled("distance bgp =(1-255) =(1-255) =(1-255)") with { Default = "20 200 200", Rule = "D-11" },
        Modelled("distance =(1-255) <A.B.C.D/M|X:X::X:X/M> =[WORD]"),
        Modelled("rd vpn export =RD"),
        Modelled("rt vpn <import|export> =RT~"),
        Reads("rt vpn both =RT~", "rt vpn import $=", "rt vpn export $="),
        Reads("route-target vpn <import|export> =RT~", "rt vpn $1 $="),
        Reads("route-target vpn both =RT~", "rt vpn import $=", "rt vpn export $="),
        Modelled("label vpn export =<(0-1048575)|auto>"),
        Modelled("label vpn export allocation-mode =<per-vrf|per-nexthop>") with { Default = "per-vrf", Rule = "D-11" },
        Modelled("nexthop vpn export =<A.B.C.D|X:X::X:X>"),
        Modelled("route-map vpn <import|export> =WORD"),
        Modelled("sid vpn export =<(1-1048575)|auto>"),
        Reads("import vrf route-map =WORD", "route-map vpn import $1"),
        Modelled("import vrf WORD"),
        Modelled("<import|export> vpn"),
        Modelled("<rt|route-target|route-target6|rt6> redirect import =LINE"),
        new(Chapter.Bgp, ContextKind.AddressFamily, "local-install WORD", Support.Known),
    ];

    // FRR keeps a metric and a route-map that the new statement lacks.
    private static StatementDefinition Redistribute(string syntax, string removal) =>
        Modelled(syntax) with { IsFixedFrom = Values.Keeps("metric", "route-map"), Removal = removal };

    private static StatementDefinition Reads(string syntax, params string[] templates) =>
        Modelled(syntax) with { Reads = templates, Rule = "D-20" };

    private static StatementDefinition Header(string syntax) =>
        new(Chapter.Bgp, ContextKind.RouterBgp, syntax, Support.Modelled) { ExistsAlone = false };

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Bgp, ContextKind.AddressFamily | ContextKind.RouterBgp, syntax, Support.Modelled) { IsIpv4UnicastToo = true };

    private static StatementDefinition Known(string syntax) => Modelled(syntax) with { Support = Support.Known };
}
