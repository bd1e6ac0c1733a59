namespace FrrK8s.Bench.Apply;

/// <summary>Many prefixes fewer. Those that stay sort first, so that the reference's numbers stay as they are.</summary>
internal static class Withdrawal
{
    public static async Task<Contest> RunAsync(Rig rig, Site before, CancellationToken cancellationToken)
    {
        var after = before with { Prefixes = [] };
        var concerned = before.Prefixes.ToHashSet(StringComparer.Ordinal);
        var (full, rest) = (before.Text(), after.Text());
        await rig.Ours.ApplyAsync(full, cancellationToken);
        var ours = await rig.MeasureAsync("withdrawal, ours", token => rig.Ours.ApplyAsync(rest, token), after, concerned, null, cancellationToken);
        await Ticking.DuringAsync("putting them back", rig.LoadAsync(before, cancellationToken));
        var text = ReferenceText.Of(rest);
        var reference = await rig.MeasureAsync(
            "withdrawal, frr-reload.py", token => rig.Reference.ApplyAsync(text, token), after, concerned, null, cancellationToken);
        return new Contest($"{concerned.Count:N0} prefixes withdrawn", ours, "frr-reload.py", reference);
    }
}
