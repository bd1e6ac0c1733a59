using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "BGP": the router itself.</summary>
internal static class Bgp
{
    /// <summary>The statements of the chapter, in the order in which FRR prints them.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Process("bgp graceful-shutdown"),
        Process("bgp no-rib"),
        Process("bgp send-extra-data zebra"),
        Process("bgp suppress-fib-pending"),
        Process("bgp route-map delay-timer =(0-600)") with { Default = "5", Rule = "D-11" },
        Process("bgp session-dscp =(0-63)") with { Default = "48", Rule = "D-11" },
        Process("bgp input-queue-limit =(1-4294967295)") with { Default = "10000", Rule = "D-11" },
        Process("bgp output-queue-limit =(1-4294967295)") with { Default = "10000", Rule = "D-11" },
        Process("bgp update-delay =(0-3600) =[(1-3600)]") with { Default = "0", Rule = "D-11" },
        Process("bgp graceful-restart stalepath-time =(1-4095)") with { Default = "360", Rule = "D-11" },
        Process("bgp graceful-restart restart-time =(0-4095)") with { Default = "120", Rule = "D-11" },
        Process("bgp graceful-restart select-defer-time =(0-3600)") with { Default = "360", Rule = "D-11" },
        Process("bgp graceful-restart rib-stale-time =(1-3600)") with { Default = "500", Rule = "D-11" },
        Process("bgp graceful-restart-disable"),
        Process("bgp graceful-restart preserve-fw-state"),
        Process("bgp graceful-restart"),
        Process("bgp ipv6-auto-ra") with { OnByDefault = Profiles.All, Rule = "D-10" },
        new(Chapter.Bgp, ContextKind.Root, "router bgp =ASN [<vrf|view> WORD] =[as-notation <dot|dot+|plain>]", Support.Modelled) { IsFixed = true },
        Known("router bgp", ContextKind.Root),
        Modelled("bgp router-id =A.B.C.D") with { Default = "0.0.0.0", Survives = true, Rule = "D-11" },
        On("bgp log-neighbor-changes", Profiles.Datacenter),
        Modelled("bgp always-compare-med"),
        On("bgp suppress-duplicates", Profiles.All),
        On("bgp hard-administrative-reset", Profiles.All),
        Modelled("bgp reject-as-sets"),
        Modelled("bgp allow-martian-nexthop"),
        On("bgp ebgp-requires-policy", Profiles.Traditional),
        On("bgp enforce-first-as", Profiles.All),
        On("bgp default ipv4-unicast", Profiles.All),
        Modelled("bgp default <ipv4-multicast|ipv4-vpn|ipv4-labeled-unicast|ipv4-flowspec|ipv6-unicast|ipv6-multicast|ipv6-vpn|ipv6-labeled-unicast|ipv6-flowspec|l2vpn-evpn>"),
        Modelled("bgp default local-preference =(0-4294967295)") with { Default = "100", Rule = "D-11" },
        On("bgp default show-hostname", Profiles.Datacenter),
        On("bgp default show-nexthop-hostname", Profiles.Datacenter),
        Modelled("bgp default subgroup-pkt-queue-max =(20-100)") with { Default = "40", Rule = "D-11" },
        Modelled("bgp default shutdown"),
        On("bgp default dynamic-capability", Profiles.Datacenter),
        On("bgp default software-version-capability", Profiles.Datacenter),
        On("bgp client-to-client reflection", Profiles.All),
        Modelled("bgp cluster-id =<A.B.C.D|(1-4294967295)>"),
        Modelled("coalesce-time =(0-4294967295)"),
        Modelled("bgp conditional-advertisement timer =(5-240)") with { Default = "60", Rule = "D-11" },
        Modelled("bgp confederation identifier =ASN"),
        Modelled("bgp confederation peers ASN...") with { IsEach = true },
        On("bgp deterministic-med", Profiles.Datacenter),
        Modelled("bgp disable-ebgp-connected-route-check"),
        Modelled("bgp fast-convergence"),
        On("bgp fast-external-failover", Profiles.All),
        Modelled("bgp bestpath aigp"),
        Modelled("bgp bestpath as-path confed"),
        Modelled("bgp bestpath as-path ignore"),
        Modelled("bgp bestpath as-path multipath-relax =[<as-set|no-as-set>]") with { Correct = Values.Without("no-as-set"), Rule = "D-12" },
        Modelled("bgp bestpath bandwidth =<ignore|skip-missing|default-weight-for-missing>"),
        Modelled("bgp bestpath compare-routerid"),
        Modelled("bgp bestpath med <confed|missing-as-worst>"),
        Reads("bgp bestpath med confed missing-as-worst", "bgp bestpath med confed", "bgp bestpath med missing-as-worst"),
        Reads("bgp bestpath med missing-as-worst confed", "bgp bestpath med confed", "bgp bestpath med missing-as-worst"),
        Modelled("bgp bestpath peer-type multipath-relax"),
        Modelled("bgp graceful-restart stalepath-time =(1-4095)") with { Default = "360", Rule = "D-11" },
        Modelled("bgp graceful-restart restart-time =(0-4095)") with { Default = "120", Rule = "D-11" },
        Modelled("bgp graceful-restart select-defer-time =(0-3600)") with { Default = "360", Rule = "D-11" },
        Modelled("bgp graceful-restart rib-stale-time =(1-3600)") with { Default = "500", Rule = "D-11" },
        On("bgp graceful-restart notification", Profiles.All),
        Modelled("bgp graceful-restart-disable"),
        Modelled("bgp graceful-restart preserve-fw-state"),
        Modelled("bgp graceful-restart disable-eor"),
        Modelled("bgp graceful-restart"),
        Modelled("bgp graceful-shutdown"),
        Modelled("bgp long-lived-graceful-restart stale-time =(1-16777215)"),
        Modelled("bgp listen limit =(1-65535)") with { Default = "100", Rule = "D-11" },
        Modelled("bgp max-med administrative =[(0-4294967295)]") with { Correct = Values.Without("4294967294"), Rule = "D-12" },
        Modelled("bgp max-med on-startup =(5-86400) =[(0-4294967295)]") with { Correct = Values.Without("4294967294"), Rule = "D-12" },
        Modelled("bgp minimum-holdtime =(1-65535)"),
        On("bgp network import-check", Profiles.All),
        Modelled("bgp route-reflector allow-outbound-policy"),
        Modelled("bgp route-map delay-timer =(0-600)") with { Default = "5", Rule = "D-11" },
        Modelled("bgp shutdown =[message LINE]") with { Correct = Values.Nothing, Removal = "no bgp shutdown", Rule = "D-12" },
        Modelled("bgp suppress-fib-pending"),
        Modelled("bgp tcp-keepalive =(1-65535) =(1-65535) =(1-30)"),
        On("bgp ipv6-auto-ra", Profiles.All),
        Modelled("bgp labeled-unicast =<explicit-null|ipv4-explicit-null|ipv6-explicit-null>"),
        Modelled("bgp default-originate timer =(0-65535)") with { Default = "5", Rule = "D-11" },
        Modelled("timers bgp =(0-65535) =(0-65535)") with
        {
            Default = "60 180", DatacenterDefault = "3 9", Correct = BgpNeighbor.CapKeepalive, Rule = "D-12",
        },
        Modelled("update-delay =(0-3600) =[(1-3600)]") with { Default = "0", Rule = "D-11" },
        Modelled("read-quanta =(1-10)") with { Default = "10", Rule = "D-11" },
        Modelled("write-quanta =(1-64)") with { Default = "64", Rule = "D-11" },
        new(Chapter.Bgp, ContextKind.RouterBgp, "<synchronization|auto-summary>", Support.Modelled) { IsSilent = true, Rule = "D-13" },
        Known("bmp mirror buffer-limit (0-4294967294)"),
        Known("sid vpn per-vrf export <(1-1048575)|auto|explicit X:X::X:X>"),
        Empty("segment-routing srv6"),
        Known("bmp targets WORD"),
        Known("vrf-policy WORD"),
        Empty("vnc defaults"),
        Known("vnc <nve-group|l2-group> WORD"),
        Known("vnc advertise-un-method encap-attr"),
        Known("vnc export <bgp|zebra> mode <group-nve|ce|none|registering-nve>"),
        Known("vnc export <bgp|zebra> group-nve [no] group WORD"),
        Known("vnc export <bgp|zebra> [<ipv4|ipv6>] <prefix-list|route-map> WORD"),
        Known("vnc redistribute mode <nve-group|plain|resolve-nve>"),
        Known("vnc redistribute nve-group WORD"),
        Known("vnc redistribute lifetime WORD"),
        Known("vnc redistribute resolve-nve roo-ec-local-admin (0-65535)"),
        Known("vnc redistribute <bgp-direct|bgp-direct-to-nve-groups> [<ipv4|ipv6>] <prefix-list|route-map> WORD"),
        Known("vnc redistribute <ipv4|ipv6> <bgp|bgp-direct|connected|kernel|ospf|rip|static>"),
        Known("vnc redistribute <ipv4|ipv6> bgp-direct-to-nve-groups [view WORD]"),
        Known("rfp holddown-factor (0-4294967295)"),
        Known("rfp full-table-download <on|off>"),
    ];

    private static StatementDefinition Process(string syntax) => new(Chapter.Bgp, ContextKind.Root, syntax, Support.Modelled);

    private static StatementDefinition Empty(string syntax) => Known(syntax) with { ExistsAlone = false, Rule = "D-14" };

    private static StatementDefinition Reads(string syntax, params string[] templates) =>
        Modelled(syntax) with { Reads = templates, Rule = "D-20" };

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Bgp, ContextKind.RouterBgp, syntax, Support.Modelled);

    private static StatementDefinition On(string syntax, Profiles profiles) =>
        Modelled(syntax) with { OnByDefault = profiles, Rule = "D-10" };

    private static StatementDefinition Known(string syntax, ContextKind context = ContextKind.RouterBgp) =>
        new(Chapter.Bgp, context, syntax, Support.Known);
}
