using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// What the daemons run together. Several of them hold the filters; those of bgpd are the ones that routes go through, so its word on them is taken and
/// not that of the others, which a restart of bgpd alone leaves as they were.
/// </summary>
internal static class RunningText
{
    private static readonly string[] Filters = ["ip prefix-list ", "ipv6 prefix-list "];

    /// <summary>The text of all, from each daemon's own <c>show running-config</c>.</summary>
    public static string Merge(IReadOnlyDictionary<string, string> byDaemon)
    {
        const string bgpd = "bgpd";
        var hasBgpd = byDaemon.TryGetValue(bgpd, out var first);
        var others = byDaemon.Where(daemon => daemon.Key != bgpd).OrderBy(daemon => daemon.Key, StringComparer.Ordinal);
        return string.Join('\n', others.Select(daemon => hasBgpd ? WithoutFilters(daemon.Value) : daemon.Value).Prepend(first ?? ""));
    }

    private static string WithoutFilters(string text) => string.Concat(
        Document.Parse(text).Children.Where(node => !IsFilter(node)).Select(node => node.ToString()));

    private static bool IsFilter(Node node) => node switch
    {
        BlockNode block => block.Context == ContextKind.RouteMap,
        LineNode line => Filters.Any(start => line.Line.Text.StartsWith(start, StringComparison.Ordinal)),
        _ => false,
    };
}
