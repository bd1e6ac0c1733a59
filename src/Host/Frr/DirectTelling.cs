using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Tells FRR 8 that prefixes come and go, each daemon over its own vty socket: what a node does all day, in half the time of vtysh. It
/// says what vtysh would say, in the same order to each daemon, and takes nothing that it does not know the hearers of. What is refused it does not
/// explain: reading back shows it, and vtysh tells it again.
/// </summary>
internal sealed class DirectTelling(FrrSettings settings, VtyClient vty)
{
    private const string Bgpd = "bgpd";

    // vtysh speaks of prefix-lists to these; of the others that may run beside them here, staticd and watchfrr have none.
    private static readonly HashSet<string> Listeners = new(StringComparer.Ordinal) { "zebra", Bgpd, "bfdd" };
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal) { "staticd", "watchfrr" };

    private static readonly string[] OfPrefixLists = ["ip prefix-list ", "no ip prefix-list ", "ipv6 prefix-list ", "no ipv6 prefix-list "];

    private static readonly string[] OfNetworks =
        ["router bgp ", " address-family ipv4 unicast", " address-family ipv6 unicast", "  network ", "  no network ", " exit-address-family", "exit"];

    /// <summary>True for commands about nothing but prefix-lists and networks, while no daemon runs that might want to hear of more (FRR 9 has mgmtd).</summary>
    public bool Takes(string commands) =>
        LinesOf(commands).All(line => IsOfPrefixList(line) || OfNetworks.Any(begin => line.StartsWith(begin, StringComparison.Ordinal)))
        && vty.Daemons() is var daemons
        && daemons.Contains(Bgpd, StringComparer.Ordinal)
        && daemons.All(daemon => Listeners.Contains(daemon) || Others.Contains(daemon));

    /// <summary>Tells them. bgpd hears it first: the others only keep what nobody on the wire waits for.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="silent">The daemons that are not told.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="VtyException">A daemon did not take everything in time.</exception>
    public async Task<Told> TellAsync(string commands, IReadOnlySet<string> silent, CancellationToken cancellationToken)
    {
        var all = LinesOf(commands);
        var lists = all.Where(IsOfPrefixList).ToArray();
        await TellAsync(Bgpd, all, cancellationToken);
        return new Told(new ProcessResult(0, "", "", ""))
        {
            StillHearing = vty.Daemons()
                .Where(daemon => lists.Length > 0 && daemon != Bgpd && Listeners.Contains(daemon) && !silent.Contains(daemon))
                .ToDictionary(daemon => daemon, daemon => TellAsync(daemon, lists, cancellationToken), StringComparer.Ordinal),
        };
    }

    // A daemon that was killed leaves its socket behind: it counts as one that does not run.
    private async Task TellAsync(string daemon, string[] lines, CancellationToken cancellationToken)
    {
        try
        {
            await vty.TellAsync(daemon, lines, settings.ApplyDeadline, cancellationToken);
        }
        catch (VtyException problem) when (problem.IsGone)
        {
            // Reading back says whether it is missed.
        }
    }

    private static bool IsOfPrefixList(string line) => OfPrefixLists.Any(begin => line.StartsWith(begin, StringComparison.Ordinal));

    private static string[] LinesOf(string commands) => [.. LineSplitter.Split(commands).Select(line => line.Indent + line.Text.TrimEnd())];
}
