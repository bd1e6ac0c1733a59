using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Basic set-up": who the host is, what is logged, how one gets in.</summary>
internal static class Basic
{
    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Known("frr version LINE"),
        Known("frr defaults WORD"),
        Modelled("hostname =WORD"),
        Modelled("domainname =WORD"),
        Modelled("log timestamp precision =(0-6)") with { Default = "0" },
        Modelled("log stdout =<emergencies|alerts|critical|errors|warnings|notifications|informational|debugging>") with { Rule = "D-11" },
        Reads("log stdout", "log stdout debugging"),
        Modelled("log file =WORD =[<emergencies|alerts|critical|errors|warnings|notifications|informational|debugging>]"),
        Modelled("log syslog =[<emergencies|alerts|critical|errors|warnings|notifications|informational|debugging>]"),
        Modelled("log monitor =[<emergencies|alerts|critical|errors|warnings|notifications|informational|debugging>]"),
        Modelled("log facility =WORD"),
        Modelled("log record-priority"),
        Modelled("log commands"),
        Known("log LINE"),
        Reads("debug bgp updates", "debug bgp updates in", "debug bgp updates out"),
        Modelled("debug LINE"),
        Known("service LINE"),
        Known("password LINE"),
        Known("enable password LINE"),
        Known("username LINE"),
        Known("banner LINE"),
        Known("agentx"),
        new(Chapter.Basic, ContextKind.Root, "line vty", Support.Known) { ExistsAlone = false },
        new(Chapter.Basic, ContextKind.LineVty, "exec-timeout LINE", Support.Known),
        new(Chapter.Basic, ContextKind.LineVty, "access-class WORD", Support.Known),
        new(Chapter.Basic, ContextKind.LineVty, "ipv6 access-class WORD", Support.Known),
        new(Chapter.Basic, ContextKind.LineVty, "login", Support.Known),
    ];

    private static StatementDefinition Modelled(string syntax) => new(Chapter.Basic, ContextKind.Root, syntax, Support.Modelled);

    private static StatementDefinition Known(string syntax) => new(Chapter.Basic, ContextKind.Root, syntax, Support.Known);

    private static StatementDefinition Reads(string syntax, params string[] templates) =>
        Modelled(syntax) with { Reads = templates, Rule = "D-20" };
}
