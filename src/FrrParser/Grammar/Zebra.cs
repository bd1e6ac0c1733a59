using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Zebra": the kernel's routing.</summary>
internal static class Zebra
{
    private const string Sources =
        "<kernel|connected|local|static|rip|ripng|ospf|ospf6|isis|bgp|eigrp|nhrp|table|vnc|babel|openfabric|table-direct|any>";

    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Modelled("<ip|ipv6> nht resolve-via-default") with { OnByDefault = Profiles.Traditional, OnSince = 10, Rule = "D-10" },
        Modelled($"<ip|ipv6> nht {Sources} route-map =WORD"),
        Modelled($"<ip|ipv6> protocol {Sources} =[route-map WORD]"),
        Modelled("<ip|ipv6> forwarding") with { OnByDefault = Profiles.All, Rule = "D-10" },
        Modelled("ip router-id =A.B.C.D"),
        Modelled("ipv6 router-id =X:X::X:X"),
        Modelled("router-id =A.B.C.D") with { Reads = ["ip router-id $1"], Rule = "D-20" },
        Known("<ip|ipv6> router-id ADDRESS vrf WORD"),
        Modelled("ip import-table (1-252) =[mrib] =[distance (1-255)] =[route-map WORD]") with { Correct = DropDistance, Rule = "D-12" },
        Modelled("ip multicast rpf-lookup-mode =<urib-only|mrib-only|mrib-then-urib|lower-distance|longer-prefix>"),
        Modelled("ip table range =(1-4294967295) =(1-4294967295)"),
        Modelled("zebra nexthop-group keep =(1-3600)") with { Default = "180", Rule = "D-11" },
        Modelled("zebra route-map delay-timer =(0-600)") with { Default = "5", Rule = "D-11" },
        Known("zebra nexthop proto only"),
        Known("zebra nexthop kernel enable"),
        Known("zebra <protodown|dplane|on-rib-process|work-queue> LINE"),
        Known("fpm <address|connection|use-next-hop-groups|use-route-replace> [LINE]"),
        Known("mpls label <bind|global-block|dynamic-block> LINE"),
        Known("mpls <lsp|fec> LINE"),
        Known("evpn mh LINE"),
        Known("pbr nexthop-resolve"),
        Known("allow-external-route-update"),
        Known("allow-reserved-ranges"),
        Known("affinity-map WORD bit-position (0-1023)"),
        Known("ip <pim|msdp|igmp|ssmpingd|multicast-routing> LINE"),
        Known("ipv6 <pim|mld|multicast-routing> LINE"),
    ];

    // It is 15 anyway.
    private static string DropDistance(string value) =>
        string.Join(' ', value.Replace("distance 15", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Zebra, ContextKind.Root | ContextKind.Vrf, syntax, Support.Modelled);

    private static StatementDefinition Known(string syntax) =>
        new(Chapter.Zebra, ContextKind.Root | ContextKind.Vrf, syntax, Support.Known);
}
