namespace FrrK8s.HostTests.Faults;

/// <summary>FRR ends, in part or as a whole, and its watchdog starts it again with nothing in it.</summary>
internal static class FrrCrashes
{
    public static readonly IReadOnlyList<Fault> All =
    [
        Fault.OfFrr("bgpd is killed", lab => KillAsync(lab, "bgpd")),
        Fault.OfFrr("zebra is killed", lab => KillAsync(lab, "zebra")),
        Fault.OfFrr("all of FRR is killed", lab => KillAsync(lab, [.. lab.Lab.Node.Daemons])),
        Fault.OfFrr("FRR is restarted with an empty configuration", lab => lab.RestartFrrAsync()),
        Fault.OfFrr("FRR is restarted with an empty configuration, and a manifest changes meanwhile", async lab =>
        {
            var restarted = lab.RestartFrrAsync();
            await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
            await restarted;
        }) with { End = Baseline.ChangedExchanges },
    ];

    private static async Task KillAsync(FaultLab lab, params string[] daemons)
    {
        await Task.WhenAll(daemons.Select(lab.Lab.Node.KillDaemonAsync));
        await lab.Watchdog.UntilAllRunAsync(CancellationToken.None);
    }
}
