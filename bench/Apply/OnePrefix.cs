using FrrK8s.Lab.Frr;

namespace FrrK8s.Bench.Apply;

/// <summary>One prefix more, told to all neighbors: in our way and back several times, then in the reference's.</summary>
internal static class OnePrefix
{
    public static async Task<Contest> RunAsync(Rig rig, string name, Site before, string prefix, int ours, int reference, CancellationToken cancellationToken)
    {
        var after = before.With(prefix);
        HashSet<string> concerned = [prefix];
        var (with, without) = (after.Text(), before.Text());
        // The first change is the price of a cold program, which a daemon has paid when it started.
        await rig.Ours.ApplyAsync(without, cancellationToken);
        var runs = new List<Timing>();
        var losses = new List<Timing>();
        for (var run = 0; run < ours; run++)
        {
            runs.Add(await MeasureAsync(after, token => rig.Ours.ApplyAsync(with, token), isThere: true));
            losses.Add(await MeasureAsync(before, token => rig.Ours.ApplyAsync(without, token), isThere: false));
        }

        var others = new List<Timing>();
        var (textWith, textWithout) = (ReferenceText.Of(with), ReferenceText.Of(without));
        for (var run = 0; run < reference; run++)
        {
            if (run > 0)
            {
                await MeasureAsync(before, token => rig.Reference.ApplyAsync(textWithout, token), isThere: false);
            }

            others.Add(await MeasureAsync(after, token => rig.Reference.ApplyAsync(textWith, token), isThere: true));
        }

        // A route that our way of taking it back costs counts as one that adding it costs.
        var timing = Timing.Of(runs) with { Withdrawn = runs.Concat(losses).Max(run => run.Withdrawn) };
        return new Contest(name, timing, "frr-reload.py", Timing.Of(others));

        Task<Timing> MeasureAsync(Site site, Func<CancellationToken, Task> way, bool isThere) =>
            rig.MeasureAsync(name, way, site, concerned, token => IsInFrrAsync(rig.Lab.Node, before.Neighbors, prefix, isThere, token), cancellationToken);
    }

    /// <summary>
    /// Whether bgpd has the prefix itself and in the list of each neighbor, or has it nowhere. It is asked no more than it takes to know: who is asked has less time for the change.
    /// </summary>
    public static async Task<bool> IsInFrrAsync(
        FrrInstance frr, IReadOnlyList<string> neighbors, string prefix, bool isThere, CancellationToken cancellationToken)
    {
        // What is told last is asked first: a network comes behind the lists that let it out, and goes before them.
        if (isThere && !await HasRouteAsync())
        {
            return false;
        }

        foreach (var neighbor in neighbors.Reverse())
        {
            var list = await frr.AskAsync("bgpd", $"show ip prefix-list {neighbor}-allowed-ipv4 {prefix}", cancellationToken);
            if (list.Text.Contains("seq ", StringComparison.Ordinal) != isThere)
            {
                return false;
            }
        }

        return isThere || !await HasRouteAsync();

        async Task<bool> HasRouteAsync() =>
            (await frr.AskAsync("bgpd", $"show bgp ipv4 unicast {prefix} json", cancellationToken)).Text.Contains($"\"{prefix}\"", StringComparison.Ordinal);
    }
}
