using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Zebra": the kernel's routing.</summary>
internal static class Zebra
{
    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Modelled("<ip|ipv6> nht resolve-via-default") with { OnByDefault = Profiles.Traditional, OnSince = 10, Rule = "D-10" },
        Known("<ip|ipv6> nht LINE"),
        Known("<ip|ipv6> forwarding"),
        Known("<ip|ipv6> protocol LINE"),
        Known("<ip|ipv6> router-id LINE"),
        Known("router-id LINE"),
        Known("<ip|ipv6> import-table LINE"),
        Known("ip multicast rpf-lookup-mode WORD"),
        Known("ip table range LINE"),
        Known("zebra LINE"),
        Known("fpm LINE"),
        Known("mpls LINE"),
        Known("evpn LINE"),
        Known("allow-external-route-update"),
    ];

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Zebra, ContextKind.Root | ContextKind.Vrf, syntax, Support.Modelled);

    private static StatementDefinition Known(string syntax) =>
        new(Chapter.Zebra, ContextKind.Root | ContextKind.Vrf, syntax, Support.Known);
}
