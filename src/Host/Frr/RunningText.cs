using System.Text;
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
        var hasBgpd = byDaemon.ContainsKey(bgpd);
        var text = new StringBuilder();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var daemon in byDaemon.OrderBy(daemon => (daemon.Key != bgpd, daemon.Key)))
        {
            foreach (var node in Document.Parse(daemon.Value).Children.Where(node => daemon.Key == bgpd || !hasBgpd || !IsFilter(node)))
            {
                // Every daemon says who it is, and where it logs.
                if (node is not LineNode { Kind: LineKind.Statement } line || said.Add(line.Line.Text))
                {
                    text.Append(node);
                }
            }
        }

        return text.ToString();
    }

    private static bool IsFilter(FrrParser.Syntax.Node node) => node switch
    {
        BlockNode block => block.Context == ContextKind.RouteMap,
        LineNode line => Filters.Any(start => line.Line.Text.StartsWith(start, StringComparison.Ordinal)),
        _ => false,
    };
}
