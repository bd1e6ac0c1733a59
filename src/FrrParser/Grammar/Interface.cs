using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Interface". What other daemons say of an interface stands here as well.</summary>
internal static class Interface
{
    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        new(Chapter.Interface, ContextKind.Root, "interface WORD =[vrf WORD]", Support.Modelled) { ExistsAlone = false, Rule = "D-14" },
        new(Chapter.Interface, ContextKind.Root, "int WORD [vrf WORD]", Support.Modelled) { Reads = ["interface $1"], Rule = "D-24" },
        Modelled("description =LINE") with { Removal = "no description" },
        Modelled("ip address A.B.C.D/M =[label LINE]"),
        Modelled("ip address A.B.C.D peer A.B.C.D/M =[label LINE]"),
        Modelled("ipv6 address X:X::X:X/M"),
        Modelled("shutdown"),
        Modelled("bandwidth =(1-1000000)"),
        Modelled("link-detect") with { OnByDefault = Profiles.All, Rule = "D-10" },
        Modelled("multicast =<enable|disable>"),
        Modelled("multicast"),
        Modelled("mpls =<enable|disable>"),
        Modelled("mpls bgp <forwarding|l3vpn-multi-domain-switching>"),
        new(Chapter.Interface, ContextKind.Interface, "link-params", Support.Known) { ExistsAlone = false, Rule = "D-14" },
        Modelled("ipv6 nd suppress-ra") with { OnByDefault = Profiles.All, Rule = "D-10" },
        Known("ipv6 nd prefix X:X::X:X/M =[LINE]"),
        Known("ipv6 nd LINE"),
        Known("evpn mh LINE"),
        Known("ip <ospf|rip|router|igmp|pim|eigrp|nhrp|mroute|irdp|authentication|hello-interval|hold-time|summary-address> LINE"),
        Known("ip <igmp|pim|split-horizon|multicast>"),
        Known("ip multicast boundary LINE"),
        Known("ipv6 <ospf6|ospf|rip|ripng|router|mld|pim|nhrp|eigrp|mroute> LINE"),
        Known("ipv6 <mld|pim>"),
        Known("ipv6 multicast boundary LINE"),
        Known("<isis|openfabric|babel|eigrp|vrrp|tunnel> LINE"),
        Known("delay (1-16777215)"),
        Known("pbr-policy WORD"),
        Known("ptm-enable"),
    ];

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Interface, ContextKind.Interface, syntax, Support.Modelled);

    private static StatementDefinition Known(string syntax) =>
        new(Chapter.Interface, ContextKind.Interface, syntax, Support.Known);
}
