using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Basic set-up": who the host is, what is logged, how one gets in.</summary>
internal static class Basic
{
    private const string Levels = "<emergencies|alerts|critical|errors|warnings|notifications|informational|debugging>";

    private const string Daemons =
        "<bfd|eigrp|isis|ldp|mld|mroute|mroute6|msdp|nhrp|northbound|openfabric|ospf|ospf6|pathd|pbr|pim|pimv6|rip|ripng|rpki|route-map|sharp|srte|vrf|vrrp|babel|igmp|mgmt|prefix-list|resolver>";

    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Known("frr version LINE"),
        Known("frr defaults WORD"),
        Modelled("hostname =WORD"),
        Modelled("domainname =WORD"),
        Modelled("log timestamp precision =(0-6)") with { Default = "0", Rule = "D-11" },
        Level($"log stdout =[{Levels}]"),
        Level($"log file =WORD =[{Levels}]"),
        Level($"log syslog =[{Levels}]"),
        Modelled($"log monitor =[{Levels}]") with { IsSilent = true, Rule = "D-13" },
        Modelled("log facility =<kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|local0|local1|local2|local3|local4|local5|local6|local7>") with
        {
            Default = "daemon", Rule = "D-11",
        },
        Modelled("log record-priority"),
        Modelled("log commands"),
        Modelled("log <error-category|unique-id>") with { OnByDefault = Profiles.All, Rule = "D-10" },
        Known("log immediate-mode"),
        Known("log <filter-text|extended-syslog> WORD"),
        Known($"log filtered-file WORD [{Levels}]"),
        Known($"log daemon WORD file WORD [{Levels}]"),
        Reads("debug bgp updates", "debug bgp updates in", "debug bgp updates out"),
        Modelled("debug bgp updates <in|out> [PEER [prefix-list WORD]]"),
        Known("debug bgp updates <prefix|detail> LINE"),
        Known("debug bgp updates detail"),
        Modelled("debug bgp <keepalives|neighbor-events> [PEER]"),
        Modelled("debug bgp <nht|flowspec|labelpool|graceful-restart|update-groups|bfd|conditional-advertisement|aggregate>"),
        Modelled("debug bgp zebra [prefix PREFIX]"),
        Modelled("debug bgp as4 [segment]"),
        Modelled("debug bgp pbr [error]"),
        Known("debug bgp <bestpath|vpn|vnc|evpn|aggregate> LINE"),
        Modelled("debug bfd <distributed|network|peer|zebra>"),
        Known("debug static {events|route|bfd|srv6}"),
        Modelled("debug zebra dplane [detailed]") with { Implies = ["debug zebra dplane dpdk"], Rule = "D-22" },
        Modelled("debug zebra dplane dpdk [detailed]"),
        Modelled("debug zebra <events|fpm|vxlan|pseudowires|srv6|mlag|pbr|neigh>"),
        Modelled("debug zebra <rib|nht|mpls> [detailed]"),
        Modelled("debug zebra nexthop [detail]"),
        Modelled("debug zebra kernel [msgdump [<recv|send>]]"),
        Modelled("debug zebra packet [<recv|send>] [detail]"),
        Known("debug zebra evpn mh <es|mac|neigh|nh>"),
        Known("debug memstats-at-exit"),
        Known($"debug {Daemons} LINE"),
        Known($"debug {Daemons}"),
        Known("service <advanced-vty|integrated-vtysh-config|password-encryption>"),
        Modelled("service <cputime-stats|cputime-warning|walltime-warning>") with { OnByDefault = Profiles.All, Rule = "D-10" },
        Known("service <cputime-warning|walltime-warning> (1-4294967295)"),
        Known("service terminal-length (0-512)"),
        Known("password LINE"),
        Known("enable password LINE"),
        Known("username WORD <nopassword|password LINE>"),
        Known("banner motd <default|file LINE|line LINE>"),
        Known("agentx"),
        new(Chapter.Basic, ContextKind.Root, "line vty", Support.Known) { ExistsAlone = false, Rule = "D-14" },
        new(Chapter.Basic, ContextKind.LineVty, "exec-timeout (0-35791) [(0-2147483)]", Support.Known),
        new(Chapter.Basic, ContextKind.LineVty, "access-class WORD", Support.Known),
        new(Chapter.Basic, ContextKind.LineVty, "ipv6 access-class WORD", Support.Known),
        new(Chapter.Basic, ContextKind.LineVty, "login", Support.Known),
    ];

    // `debugging` is what is logged when no level is said.
    private static StatementDefinition Level(string syntax) =>
        Modelled(syntax) with { Correct = Values.Without("debugging"), Rule = "D-12" };

    private static StatementDefinition Modelled(string syntax) => new(Chapter.Basic, ContextKind.Root, syntax, Support.Modelled);

    private static StatementDefinition Known(string syntax) => new(Chapter.Basic, ContextKind.Root, syntax, Support.Known);

    private static StatementDefinition Reads(string syntax, params string[] templates) =>
        Modelled(syntax) with { Reads = templates, Rule = "D-20" };
}
