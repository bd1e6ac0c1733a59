using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Interface". What other daemons say of an interface stands here as well.</summary>
internal static class Interface
{
    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        new(Chapter.Interface, ContextKind.Root, "interface WORD [vrf WORD]", Support.Modelled) { ExistsAlone = false },
        Modelled("description =LINE") with { Removal = "no description" },
        Modelled("ip address A.B.C.D/M =[label WORD]"),
        Modelled("ipv6 address X:X::X:X/M"),
        Modelled("shutdown"),
        Modelled("bandwidth =(1-100000)"),
        Modelled("link-detect") with { OnByDefault = Profiles.All },
        Modelled("multicast"),
        Known("ip <ospf|rip|router|igmp|pim|eigrp|nhrp|split-horizon|mroute|multicast|address> LINE"),
        Known("ip <igmp|pim|nhrp|mroute|multicast>"),
        Known("ipv6 <ospf6|ospf|rip|ripng|router|nd|mld|pim|nhrp|eigrp> LINE"),
        Known("ipv6 <mld|pim>"),
        Known("<isis|openfabric|mpls|evpn|babel|bfd|eigrp|no-nd|tunnel|ptm-enable|pbr-policy|vrrp|unnumbered|ip-address|delay|link-params> LINE"),
        Known("<bfd|evpn|mpls|ptm-enable|link-params>"),
    ];

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Interface, ContextKind.Interface, syntax, Support.Modelled);

    private static StatementDefinition Known(string syntax) =>
        new(Chapter.Interface, ContextKind.Interface, syntax, Support.Known);
}
