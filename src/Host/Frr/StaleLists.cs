using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Remediation;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Prefix-lists that a daemon besides bgpd still has although nobody wants them. No route goes through them, but they are shown, and FRR 10 gives them to
/// the daemons that it starts: its mgmtd drops what it is told while somebody else has it locked.
/// </summary>
/// <param name="Daemon">Who is told.</param>
/// <param name="Commands">What takes them away, one telling after the other.</param>
/// <param name="Lines">The entries.</param>
internal sealed record StaleLists(string Daemon, IReadOnlyList<string> Commands, IReadOnlyList<DriftLine> Lines)
{
    // zebra of FRR 10 hears of lists from mgmtd alone.
    private const string Managed = "zebra";

    private static readonly HashSet<string> NoSecrets = new(StringComparer.Ordinal);

    /// <summary>Those of each daemon.</summary>
    public static IEnumerable<StaleLists> Of(ConfigText wanted, IReadOnlyDictionary<string, string> said)
    {
        if (!said.ContainsKey("bgpd"))
        {
            yield break;
        }

        var lists = ListsIn(wanted.Reveal());
        var known = lists.ToHashSet(StringComparer.Ordinal);
        var isManagerStale = false;
        foreach (var (daemon, text) in said.Where(answer => answer.Key != "bgpd").OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            // Nearly always there is nothing, which is seen at once.
            var theirs = ListsIn(text);
            if (theirs.TrueForAll(known.Contains))
            {
                continue;
            }

            var surplus = Comparison.Of(Text(lists), Text(theirs), new Ownership(Section.PrefixList))
                .Without(difference => difference.Kind != DifferenceKind.Surplus);
            if (surplus.IsEmpty)
            {
                continue;
            }

            var isManaged = daemon == Managed && said.ContainsKey(FrrDaemons.Manager);
            if (isManaged && isManagerStale)
            {
                // They may go with those of the manager.
                continue;
            }

            isManagerStale |= daemon == FrrDaemons.Manager;
            var removal = RemediationPlan.Of(surplus).ToString();
            yield return new StaleLists(
                isManaged ? FrrDaemons.Manager : daemon,
                isManaged ? [Entries(surplus), removal] : [removal],
                [.. surplus.Differences.Select(difference => DriftLine.Of(difference, NoSecrets))]);
        }
    }

    // What the manager does not have it cannot take away: it gets it first.
    private static string Entries(Comparison surplus) => string.Concat(surplus.Differences.Select(difference => difference.Running + "\n"));

    private static List<string> ListsIn(string text) =>
        [.. LineSplitter.Split(text).Where(line => line.Indent.Length == 0 && IsEntry(line.Text)).Select(line => line.Text.TrimEnd())];

    private static bool IsEntry(string line) =>
        line.StartsWith("ip prefix-list ", StringComparison.Ordinal) || line.StartsWith("ipv6 prefix-list ", StringComparison.Ordinal);

    private static Document Text(List<string> lines) => Document.Parse(string.Concat(lines.Select(line => line + "\n")));
}
