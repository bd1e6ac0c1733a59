using FrrK8s.Lab;

namespace FrrK8s.HostTests.Faults;

/// <summary>Too much of what is right: many changes at once, and two daemons.</summary>
internal static class ManyHands
{
    private const int Manifests = 200;

    public static readonly IReadOnlyList<Fault> All =
    [
        new($"{Manifests} manifests change one by one", async lab =>
        {
            foreach (var number in Enumerable.Range(0, Manifests))
            {
                await lab.WriteAsync($"many-{number}.yaml", Manifest(number));
            }
        })
        {
            End = Baseline.Telling(Baseline.OtherSession, Enumerable.Range(0, Manifests).Select(Prefix)),
        },
        new("two daemons drive one FRR", async lab =>
        {
            await using var second = await lab.StartAsync(Second(lab));
            await lab.UntilSaidAsync("another process");
            await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
            await lab.UntilToldAsync(Baseline.ChangedExchanges);
            Assert.False(second.HasExited);
        })
        {
            End = Baseline.ChangedExchanges,
            MostTold = 1,
        },
        new("the first of two daemons is killed, and a manifest changes", async lab =>
        {
            await using var second = await lab.StartAsync(Second(lab));
            await lab.UntilSaidAsync("another process");
            await lab.Daemon.KillAsync();
            await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
            await lab.UntilToldAsync(Baseline.ChangedExchanges);
            Assert.False(second.HasExited);

            // The first one comes back, and is the second now.
            await lab.RestartDaemonAsync();
        })
        {
            End = Baseline.ChangedExchanges,
            MostTold = 1,
        },
    ];

    private static string Prefix(int number) => $"10.200.{number}.0/24";

    private static LabDaemonOptions Second(FaultLab lab) => new(LabDaemon.Program, lab.Manifests) { State = lab.NewState() };

    private static string Manifest(int number) =>
        LabFixture.Sample("advertising.yaml")
            .Replace("name: advertising", $"name: many-{number}", StringComparison.Ordinal)
            .Replace("192.168.2.0/24", Prefix(number), StringComparison.Ordinal)
            .Replace("          - 192.169.2.0/24\n", "", StringComparison.Ordinal);
}
