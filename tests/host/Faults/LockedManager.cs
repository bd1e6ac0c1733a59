namespace FrrK8s.HostTests.Faults;

/// <summary>mgmtd, which FRR has since its release 9, listens to somebody else and to nobody besides.</summary>
internal static class LockedManager
{
    /// <summary>What the daemon says of a mgmtd that does not listen.</summary>
    public const string Silence = "mgmtd: `vtysh` did not end";

    public static readonly IReadOnlyList<Fault> All =
    [
        new("somebody keeps mgmtd locked while a manifest changes", async lab =>
        {
            using var hold = await lab.Lab.Node.LockManagerAsync(CancellationToken.None);
            await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);

            // No router waits for mgmtd.
            await lab.UntilToldAsync(Baseline.ChangedExchanges);
            await lab.UntilSaidAsync(Silence);
        }) { End = Baseline.ChangedExchanges },
        new("somebody keeps mgmtd locked while FRR is restarted with an empty configuration", async lab =>
        {
            await lab.RestartFrrAsync();
            using var hold = await lab.Lab.Node.LockManagerAsync(CancellationToken.None);
            await lab.UntilToldAsync(Baseline.Exchanges);
        }) { SessionsLost = Baseline.Exchanges.Count, RoutesWithdrawn = null },
    ];
}
