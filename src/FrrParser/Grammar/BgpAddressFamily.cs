using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "BGP": what the router does in an address family.</summary>
internal static class BgpAddressFamily
{
    private const string Sources =
        "<kernel|connected|local|static|rip|ripng|ospf|ospf6|isis|eigrp|nhrp|vnc|vnc-direct|babel|openfabric|sharp>";

    /// <summary>The statements of the chapter, in the order in which FRR prints them.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Header("address-family <ipv4|ipv6> <unicast|multicast|vpn|labeled-unicast|flowspec|encap>"),
        Header("address-family l2vpn evpn"),
        Header("address-family <ipv4|ipv6>") with { Reads = ["address-family $1 unicast"], Rule = "D-21" },
        Header("address-family <vpnv4|vpnv6> [unicast]") with { Reads = ["address-family $1 unicast"] },
        Modelled("network NETWORK ={route-map WORD|label-index (0-1048560)|backdoor}"),
        Modelled("network NETWORK"),
        Known("network A.B.C.D mask A.B.C.D"),
        Known("network PREFIX rd RD LINE"),
        Modelled("aggregate-address PREFIX ={as-set|summary-only|route-map WORD|origin <egp|igp|incomplete>|matching-MED-only|suppress-map WORD}"),
        Modelled("aggregate-address PREFIX"),
        Modelled($"redistribute {Sources} ={{metric (0-4294967295)|route-map WORD}}"),
        Modelled($"redistribute {Sources}"),
        Modelled("redistribute <ospf|table|table-direct> (1-65535) ={metric (0-4294967295)|route-map WORD}"),
        Modelled("redistribute <ospf|table|table-direct> (1-65535)"),
        Modelled("maximum-paths =(1-256)") with { Default = "256" },
        Modelled("maximum-paths ibgp =(1-256) =[equal-cluster-length]") with { Default = "256" },
        Modelled("table-map =WORD"),
        Modelled("distance bgp =(1-255) =(1-255) =(1-255)") with { Default = "20 200 200" },
        Modelled("distance =(1-255) A.B.C.D/M =[WORD]"),
        Modelled("rd vpn export =RD"),
        Modelled("<rt|route-target> vpn <import|export> =RT..."),
        Modelled("<rt|route-target> vpn both =RT...") with
        {
            Reads = ["route-target vpn import $1", "route-target vpn export $1"],
        },
        Modelled("label vpn export =<(0-1048575)|auto>"),
        Modelled("label vpn export allocation-mode =<per-vrf|per-nexthop>") with { Default = "per-vrf" },
        Modelled("nexthop vpn export =<A.B.C.D|X:X::X:X>"),
        Modelled("route-map vpn <import|export> =WORD"),
        Modelled("sid vpn export =<(1-1048575)|auto>"),
        Modelled("import vrf route-map =WORD"),
        Modelled("import vrf WORD"),
        Modelled("<import|export> vpn"),
        Modelled("<rt|route-target|route-target6|rt6> redirect import =LINE"),
        new(Chapter.Bgp, ContextKind.AddressFamily, "local-install WORD", Support.Known),
    ];

    private static StatementDefinition Header(string syntax) =>
        new(Chapter.Bgp, ContextKind.RouterBgp, syntax, Support.Modelled) { ExistsAlone = false };

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Bgp, ContextKind.AddressFamily | ContextKind.RouterBgp, syntax, Support.Modelled) { IsIpv4UnicastToo = true };

    private static StatementDefinition Known(string syntax) => Modelled(syntax) with { Support = Support.Known };
}
