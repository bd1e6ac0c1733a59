namespace FrrK8s.HostTests.Faults;

/// <summary>A daemon of FRR lives, and does not answer.</summary>
internal static class HungDaemon
{
    private const string Daemon = "bgpd";
    private const string Needless = "bfdd";

    public static readonly IReadOnlyList<Fault> All =
    [
        new("bgpd hangs for longer than the deadline", async lab =>
        {
            lab.Lab.Node.FreezeDaemon(Daemon);
            try
            {
                await lab.UntilSaidAsync("did not answer");
            }
            finally
            {
                lab.Lab.Node.ThawDaemon(Daemon);
            }
        }),
        new("bgpd hangs while a manifest changes", async lab =>
        {
            lab.Lab.Node.FreezeDaemon(Daemon);
            try
            {
                await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
                await lab.UntilSaidAsync("did not answer");
            }
            finally
            {
                lab.Lab.Node.ThawDaemon(Daemon);
            }
        }) { End = Baseline.ChangedExchanges },
        new("bgpd hangs while it is told a change", async lab =>
        {
            await lab.RestartDaemonAsync(options => options with { More = ["--apply-timeout", "1"] });
            await lab.UntilReadAsync();
            await lab.Lab.Vtysh.SetTrapAsync(
                $"kill -STOP $(cat '{Path.Combine(lab.Lab.Node.Folder, "bgpd.pid")}'); real \"$@\"", CancellationToken.None);
            lab.Begin();
            await lab.WriteAsync(Baseline.Manifest, Baseline.ChangedWithMore);
            try
            {
                await lab.UntilSaidAsync("did not");
            }
            finally
            {
                lab.Lab.Node.ThawDaemon(Daemon);
            }
        }) { End = Baseline.ChangedExchanges },
        new("bfdd hangs, which nobody needs, while manifests change", async lab =>
        {
            lab.Lab.Node.FreezeDaemon(Needless);
            try
            {
                // Prefixes alone have a way of their own.
                await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
                await lab.UntilToldAsync(Baseline.ChangedExchanges);
                await lab.WriteAsync("named.yaml", RawSnippets.Manifest("named", $"router bgp 64512\n  neighbor {Baseline.Session} description told\nexit"));
                await lab.UntilSaidAsync($"{Needless} did not answer in time");
            }
            finally
            {
                lab.Lab.Node.ThawDaemon(Needless);
            }
        }) { End = Baseline.ChangedExchanges },
    ];
}
