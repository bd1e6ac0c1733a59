using System.Text.RegularExpressions;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Which statements bgpd could refuse although their syntax is right. What is not known to be harmless is a risk: calling a harmless statement one
/// costs some time, and the other way round costs only that the live FRR refuses it first.
/// </summary>
internal static partial class Risk
{
    private static readonly string[] RootStatements =
    [
        "bgp ", "access-list ", "ip access-list ", "ipv6 access-list ", "ip as-path ",
    ];

    /// <summary>
    /// The contexts that are bgpd's. Those that FRR reads with modules only (rpki, bmp), and segment routing, which needs zebra's answer, are not: a
    /// scratch daemon would refuse what the live one takes.
    /// </summary>
    public static bool IsRead(ContextKind context) => context is
        ContextKind.RouterBgp or ContextKind.AddressFamily or ContextKind.EvpnVni or ContextKind.RouteMap;

    /// <summary>Whether a change could make FRR refuse something: neither what comes nor what goes is harmless.</summary>
    public static bool IsIn(Difference difference) =>
        new[] { difference.Intended, difference.Running }.Any(statement => statement is not null && IsIn(statement, difference.ContextKind));

    /// <summary>Whether a statement can be refused. Graceful restart is not among them: FRR answers that it refuses it, and takes it.</summary>
    public static bool IsIn(string statement, ContextKind context) => context switch
    {
        ContextKind.Root when EntryRisk.IsEntry(statement) => EntryRisk.IsIn(statement),
        ContextKind.Root => RootStatements.Any(start => statement.StartsWith(start, StringComparison.Ordinal)),
        ContextKind.RouterBgp => !statement.Contains("graceful-restart", StringComparison.Ordinal),
        ContextKind.AddressFamily => !PlainNetwork().IsMatch(statement),
        ContextKind.RouteMap => !PlainClause().IsMatch(statement),
        _ => true,
    };

    // FRR refuses link-local networks.
    [GeneratedRegex(@"^network (?!fe[89ab])[0-9a-f.:]+/\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainNetwork();

    // Word for word what is written in thousands; well-known communities differ between releases.
    [GeneratedRegex(
        @"^(match ip(v6)? address prefix-list \S+|set local-preference \d+|set (large-)?community \d+(:\d+)+ additive|on-match next|description .*)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex PlainClause();
}
