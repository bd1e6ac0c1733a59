namespace FrrK8s.HostTests.Faults;

/// <summary>Our own daemon is killed in the middle of a transaction, and started again as Kubernetes would.</summary>
internal static class KilledDaemon
{
    private const string Kill = "kill -9 $PPID";

    // As when a pod ends: daemon and vtysh go together, and FRR has heard a part.
    private const string HalfTold = $"head -n $(( $(wc -l < \"$file\") / 2 )) \"$file\" > \"$0.half\"; real \"$1\" \"$2\" \"$3\" \"$4\" -f \"$0.half\"; {Kill}";

    // As when the daemon alone ends: what it has started goes on without it, and is slow.
    private const string GoesOn = $"cp \"$file\" \"$0.copy\"; {Kill}; sleep 1; real \"$1\" \"$2\" \"$3\" \"$4\" -f \"$0.copy\"";

    // What it has told stands in FRR, and on no disk.
    private const string Told = $"real \"$@\"; {Kill}";

    public static readonly IReadOnlyList<Fault> All =
    [
        Fault.OfFrr("the daemon is killed before it tells its first load", lab => FirstLoadAsync(lab, Kill)),
        Fault.OfFrr("the daemon is killed in the middle of its first load", lab => FirstLoadAsync(lab, HalfTold)),
        Fault.OfFrr("the daemon is killed behind its first load", lab => FirstLoadAsync(lab, Told)),
        Changed("the daemon is killed before it tells a change", Kill),
        Changed("the daemon is killed in the middle of a change", HalfTold),
        Changed("the daemon is killed in a change that goes on without it", GoesOn),
        Changed("the daemon is killed behind a change that no disk knows of", Told),
        new("the daemon is killed behind a change, which is taken back before it is there again", async lab =>
        {
            await ChangeAsync(lab, Told);
            await lab.WriteAsync(Baseline.Manifest, Baseline.Manifests[Baseline.Manifest]);
            await lab.RestartDaemonAsync();
        }) { RoutesWithdrawn = 1 },
        new("the daemon is killed in a change that goes on without it and is taken back meanwhile", async lab =>
        {
            await ChangeAsync(lab, GoesOn);
            await lab.WriteAsync(Baseline.Manifest, Baseline.Manifests[Baseline.Manifest]);
            await lab.RestartDaemonAsync();
            await lab.UntilToldAsync(Baseline.ChangedExchanges);
        }) { RoutesWithdrawn = 1 },
        new("the daemon is killed behind a raw snippet, which is gone before it is there again", async lab =>
        {
            await lab.Lab.Vtysh.SetTrapAsync(Told, CancellationToken.None);
            await lab.WriteAsync("raw-static.yaml", RawSnippets.Manifest("raw-static", "ip route 10.66.0.0/24 Null0"));
            await lab.UntilDaemonEndsAsync();
            lab.Begin();
            File.Delete(Path.Combine(lab.Manifests, "raw-static.yaml"));
            await lab.RestartDaemonAsync();
        })
        {
            AlsoMissingAsync = async lab =>
                (await lab.Lab.Node.RunningConfigAsync(CancellationToken.None)).Contains("10.66.0.0/24", StringComparison.Ordinal)
                    ? "the raw snippet's route is still there"
                    : null,
        },
    ];

    private static Fault Changed(string name, string trap) => new(name, async lab =>
    {
        await ChangeAsync(lab, trap);
        await lab.RestartDaemonAsync();
    })
    { End = Baseline.ChangedExchanges };

    private static async Task ChangeAsync(FaultLab lab, string trap)
    {
        await lab.Lab.Vtysh.SetTrapAsync(trap, CancellationToken.None);
        await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
        await lab.UntilDaemonEndsAsync();
        lab.Begin();
    }

    private static async Task FirstLoadAsync(FaultLab lab, string trap)
    {
        await lab.Daemon.StopAsync();
        await lab.RestartFrrAsync();
        await lab.Lab.Vtysh.SetTrapAsync(trap, CancellationToken.None);
        await lab.RestartDaemonAsync(options => options with { State = lab.NewState() });
        await lab.UntilDaemonEndsAsync();
        lab.Begin();
        await lab.RestartDaemonAsync(options => options with { State = lab.CurrentState });
    }
}
