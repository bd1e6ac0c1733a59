using Xunit;

namespace FrrK8s.HostTests.Faults;

/// <summary>Somebody types in vtysh.</summary>
internal static class TypedByHand
{
    private const string Router = "router bgp 64512";
    private const string Family = "address-family ipv4 unicast";

    public static readonly IReadOnlyList<Fault> All =
    [
        new("somebody adds a network", lab => TypeAsync(lab, Router, Family, "network 10.66.0.0/24")),

        // The router at the other end waits for just this neighbor, and the node's kernel gets its routes for a while.
        new("somebody adds a neighbor", lab => TypeAsync(lab, Router, "neighbor 172.18.0.6 remote-as 64512")) { RoutesWithdrawn = null },
        new("somebody takes a network away", lab => TypeAsync(lab, Router, Family, $"no network {Baseline.Prefix}")) { RoutesWithdrawn = 1 },
        new("somebody takes a neighbor away", lab => TypeAsync(lab, Router, $"no neighbor {Baseline.OtherSession}"))
        {
            SessionsLost = 1,
            RoutesWithdrawn = 1,
        },
        new("somebody changes the timers of a neighbor", lab => TypeAsync(lab, Router, $"neighbor {Baseline.RawSession} timers 5 15")),
        new("somebody lets more through a filter", lab => TypeAsync(lab, $"ip prefix-list {Baseline.RawSession}-told seq 2 permit any"))
        {
            RoutesWithdrawn = null,
        },
        new("somebody changes timers, which is only to be reported, and a manifest changes", async lab =>
        {
            await lab.RestartDaemonAsync(options => options with { More = ["--drift-policy", "report"] });
            await lab.UntilReadAsync();
            lab.Begin();
            await TypeAsync(lab, Router, $"neighbor {Baseline.RawSession} timers 5 15");
            await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
            await lab.UntilToldAsync(Baseline.ChangedExchanges);
            await lab.UntilSaidAsync("no longer runs what it was given");
            Assert.Contains("timers 5 15", await lab.Lab.Node.RunningConfigAsync(CancellationToken.None), StringComparison.Ordinal);
            await TypeAsync(lab, Router, $"neighbor {Baseline.RawSession} timers 0 0");
        }) { End = Baseline.ChangedExchanges },
        new("somebody types no router bgp", lab => TypeAsync(lab, $"no {Router}"))
        {
            SessionsLost = Baseline.Exchanges.Count,
            RoutesWithdrawn = null,
        },
    ];

    private static Task<string> TypeAsync(FaultLab lab, params string[] lines) => lab.Lab.Node.ConfigureAsync(lines, CancellationToken.None);
}
