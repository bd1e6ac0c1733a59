using System.Globalization;
using System.Text.RegularExpressions;
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
        "bgp ", "ip prefix-list ", "ipv6 prefix-list ", "access-list ", "ip access-list ", "ipv6 access-list ", "ip as-path ",
    ];

    /// <summary>
    /// The contexts that are bgpd's. Those that FRR reads with modules only (rpki, bmp), and segment routing, which needs zebra's answer, are not: a
    /// scratch daemon would refuse what the live one takes.
    /// </summary>
    public static bool IsRead(ContextKind context) => context is
        ContextKind.RouterBgp or ContextKind.AddressFamily or ContextKind.EvpnVni or ContextKind.RouteMap;

    /// <summary>Whether a statement can be refused.</summary>
    public static bool IsIn(string statement, ContextKind context) => context switch
    {
        ContextKind.Root => RootStatements.Any(start => statement.StartsWith(start, StringComparison.Ordinal)) && !IsRightEntry(statement),
        ContextKind.AddressFamily => !PlainNetwork().IsMatch(statement),
        ContextKind.RouteMap => !PlainClause().IsMatch(statement),
        _ => true,
    };

    // `mask length <= ge <= le`, says FRR, and means each of them that is there.
    private static bool IsRightEntry(string statement)
    {
        var match = PrefixListEntry().Match(statement);
        if (!match.Success)
        {
            return false;
        }

        var longest = match.Groups["v6"].Success ? 128 : 32;
        var length = Number(match.Groups["length"], 0);
        var from = Number(match.Groups["ge"], length);
        var to = Number(match.Groups["le"], longest);
        return length <= from && from <= to && to <= longest && length <= longest;
    }

    private static int Number(Group group, int otherwise) =>
        group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : otherwise;

    [GeneratedRegex(
        @"^ip(?<v6>v6)? prefix-list \S+ (seq \d{1,9} )?(permit|deny) (any|[0-9a-f.:]+/(?<length>\d{1,3})( ge (?<ge>\d{1,3}))?( le (?<le>\d{1,3}))?)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex PrefixListEntry();

    // FRR refuses link-local networks.
    [GeneratedRegex(@"^network (?!fe[89ab])[0-9a-f.:]+/\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainNetwork();

    // Word for word what is written in thousands; well-known communities differ between releases.
    [GeneratedRegex(
        @"^(match ip(v6)? address prefix-list \S+|set local-preference \d+|set community \d{1,5}:\d{1,5} additive|on-match next|description .*)$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex PlainClause();
}
