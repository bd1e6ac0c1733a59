using FrrK8s.Host.Frr;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Faults;

/// <summary>Our own daemon is killed in the middle of a transaction, and started again as Kubernetes would.</summary>
internal static class KilledDaemon
{
    private const string Kill = "kill -9 $PPID";

    // As when a pod ends: daemon and vtysh go together, and FRR has heard a part.
    private const string HalfTold = $"head -n $(( $(wc -l < \"$file\") / 2 )) \"$file\" > \"$0.half\"; again \"$0.half\" \"$@\"; {Kill}";

    // As when the daemon alone ends: what it has started goes on without it, and is slow.
    private const string GoesOn = $"cp \"$file\" \"$0.copy\"; {Kill}; sleep 1; again \"$0.copy\" \"$@\"";

    // What it has told stands in FRR, and on no disk.
    private const string Told = $"real \"$@\"; {Kill}";

    // Each time somewhere else in the change.
    private const int Rounds = 6;
    private const int MoreEachRound = 25;
    private const int CrowdSize = 100;

    public static readonly IReadOnlyList<Fault> All =
    [
        Fault.OfFrr("the daemon is killed before it tells its first load", lab => FirstLoadAsync(lab, Kill)),
        Fault.OfFrr("the daemon is killed in the middle of its first load", lab => FirstLoadAsync(lab, HalfTold)),
        Fault.OfFrr("the daemon is killed behind its first load", lab => FirstLoadAsync(lab, Told)),
        new("the daemon is killed while FRR's reader looks at a snippet", async lab =>
        {
            await lab.Lab.Vtysh.SetCheckTrapAsync(Kill, CancellationToken.None);
            await lab.WriteAsync("raw-more.yaml", RawSnippets.Manifest("raw-more", $"router bgp 64512\n  neighbor {Baseline.Session} description told\nexit"));
            await lab.UntilDaemonEndsAsync();
            lab.Begin();
            await lab.RestartDaemonAsync();
        }),
        new("the daemon is killed while a change is rehearsed", async lab =>
        {
            await lab.RestartDaemonAsync(options => options with { DaemonFolder = DeadlyStage(lab) });
            await lab.UntilReadAsync();
            await lab.WriteAsync(Baseline.Manifest, Baseline.ChangedWithMore);
            await lab.UntilDaemonEndsAsync();
            lab.Begin();
            await lab.RestartDaemonAsync();
        }) { End = Baseline.ChangedExchanges },
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
        new("the daemon is killed again and again while prefixes come and go", async lab =>
        {
            foreach (var round in Enumerable.Range(0, Rounds))
            {
                lab.Begin();
                await lab.WriteAsync("crowd.yaml", Crowd(round));
                await lab.UntilSaidAsync("manifests read");
                await Task.Delay(TimeSpan.FromMilliseconds(round * MoreEachRound));
                await lab.Daemon.KillAsync();
                await lab.RestartDaemonAsync();
            }
        })
        {
            End = Baseline.Telling(Baseline.OtherSession, CrowdOf(Rounds - 1)),
            RoutesWithdrawn = null,
            MostTold = 3 * Rounds,
        },
        new("the daemon is killed behind a raw snippet, which is gone before it is there again", async lab =>
        {
            await SnippetAsync(lab, Told);
            await lab.RestartDaemonAsync();
        })
        {
            AlsoMissingAsync = RouteMissingAsync,
        },
        new("the daemon is killed in a raw snippet that goes on without it and is gone meanwhile", async lab =>
        {
            await SnippetAsync(lab, GoesOn);
            await lab.RestartDaemonAsync();
            await Eventually.TrueAsync(() => HasRouteAsync(lab), "FRR comes to have the raw snippet's route");
        })
        {
            AlsoMissingAsync = RouteMissingAsync,
        },
    ];

    // Its bgpd kills who starts it.
    private static string DeadlyStage(FaultLab lab)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.Lab.Folder.FullPath, "deadly")).FullName;
        var program = Path.Combine(folder, "bgpd");
        File.WriteAllText(program, $"#!/bin/sh\n{Kill}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    // A statement that nothing but the snippet has: whoever does not know that it is ours leaves it.
    private static async Task SnippetAsync(FaultLab lab, string trap)
    {
        await lab.Lab.Vtysh.SetTrapAsync(trap, CancellationToken.None, FrrDaemons.Manager);
        await lab.WriteAsync("raw-static.yaml", RawSnippets.Manifest("raw-static", "ip route 10.66.0.0/24 Null0"));
        await lab.UntilDaemonEndsAsync();
        lab.Begin();
        File.Delete(Path.Combine(lab.Manifests, "raw-static.yaml"));
    }

    private static async Task<bool> HasRouteAsync(FaultLab lab) =>
        (await lab.Lab.Node.RunningConfigAsync(CancellationToken.None)).Contains("10.66.0.0/24", StringComparison.Ordinal);

    private static async Task<string?> RouteMissingAsync(FaultLab lab) => await HasRouteAsync(lab) ? "the raw snippet's route is still there" : null;

    // Half of them stay from round to round.
    private static IEnumerable<string> CrowdOf(int round) =>
        Enumerable.Range(round * CrowdSize / 2, CrowdSize).Select(number => $"10.{100 + (number / 256)}.{number % 256}.0/24");

    private static string Crowd(int round)
    {
        var manifest = LabFixture.Sample("advertising.yaml").Replace("name: advertising", "name: crowd", StringComparison.Ordinal);
        var lines = manifest.Split('\n').SelectMany(line => line.TrimStart() == "- 192.168.2.0/24"
            ? CrowdOf(round).Select(prefix => line.Replace("192.168.2.0/24", prefix, StringComparison.Ordinal))
            : [line]);
        return string.Join('\n', lines);
    }

    private static Fault Changed(string name, string trap) => new(name, async lab =>
    {
        await ChangeAsync(lab, trap);
        await lab.RestartDaemonAsync();
    })
    { End = Baseline.ChangedExchanges };

    private static async Task ChangeAsync(FaultLab lab, string trap)
    {
        await lab.Lab.Vtysh.SetTrapAsync(trap, CancellationToken.None);
        await lab.WriteAsync(Baseline.Manifest, Baseline.ChangedWithMore);
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
