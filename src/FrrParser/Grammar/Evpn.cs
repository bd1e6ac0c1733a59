using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "EVPN": <c>address-family l2vpn evpn</c> and its VNIs.</summary>
internal static class Evpn
{
    /// <summary>The statements of the chapter, in the order in which FRR is told them: most need <c>advertise-all-vni</c>.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Modelled("advertise-all-vni") with { Survives = true },
        Modelled("autort rfc8365-compatible"),
        Modelled("advertise-default-gw", ContextKind.AddressFamily | ContextKind.EvpnVni),
        Modelled("advertise-svi-ip", ContextKind.AddressFamily | ContextKind.EvpnVni),
        Modelled("advertise-subnet", ContextKind.EvpnVni),
        On("dup-addr-detection"),
        Modelled("dup-addr-detection max-moves =(2-1000) time =(2-1800)") with { Default = "5 180", Rule = "D-11" },
        Modelled("dup-addr-detection freeze =<permanent|(30-3600)>"),
        Modelled("flooding =<disable|head-end-replication>") with { Default = "head-end-replication", Rule = "D-11" },
        On("use-es-l3nhg"),
        Modelled("ead-es-frag evi-limit =(1-1000)"),
        Modelled("ead-es-route-target export RT"),
        Modelled("disable-ead-evi-rx"),
        Modelled("disable-ead-evi-tx"),
        Modelled("enable-resolve-overlay-index"),
        Modelled("mac-vrf soo =RD"),
        new(Chapter.Bgp, ContextKind.AddressFamily, "vni (1-16777215)", Support.Modelled),
        Modelled("advertise <ipv4|ipv6> <unicast|multicast|vpn> =[gateway-ip] =[route-map WORD]") with { Removal = "no advertise $1 $2" },
        Modelled("default-originate <ipv4|ipv6>"),
        On("advertise-pip"),
        Modelled("advertise-pip =ip =A.B.C.D =[mac WORD]"),
        Modelled("rd =RD", ContextKind.AddressFamily | ContextKind.EvpnVni),
        Modelled("route-target both RT", ContextKind.AddressFamily | ContextKind.EvpnVni) with
        {
            Reads = ["route-target import $1", "route-target export $1"], Rule = "D-20",
        },
        Modelled("route-target <import|export> RT", ContextKind.AddressFamily | ContextKind.EvpnVni),
        Modelled("route-target <import|export|both> auto"),
    ];

    private static StatementDefinition Modelled(string syntax, ContextKind context = ContextKind.AddressFamily) =>
        new(Chapter.Bgp, context, syntax, Support.Modelled);

    private static StatementDefinition On(string syntax) => Modelled(syntax) with { OnByDefault = Profiles.All, Rule = "D-10" };
}
