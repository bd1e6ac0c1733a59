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
            await using var second = await lab.StartAsync(new LabDaemonOptions(LabFixture.Program, lab.Manifests) { State = "second" });
            await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
            var fault = new Fault("", _ => Task.CompletedTask) { End = Baseline.ChangedExchanges };
            await Wait.UntilAsync(
                async token => await lab.MissingAsync(fault, token) ?? Said(await second.StateAsync(token)) ?? Said(await lab.Daemon.StateAsync(token)),
                TimeSpan.FromSeconds(45),
                CancellationToken.None);
            Assert.False(second.HasExited);
        })
        {
            End = Baseline.ChangedExchanges,
            MostTold = 2,
        },
    ];

    private static string Prefix(int number) => $"10.200.{number}.0/24";

    private static string? Said(string state) =>
        state.Contains("lastReloadResult: success", StringComparison.Ordinal) ? null : $"a daemon does not say success: {state}";

    private static string Manifest(int number) =>
        LabFixture.Sample("advertising.yaml")
            .Replace("name: advertising", $"name: many-{number}", StringComparison.Ordinal)
            .Replace("192.168.2.0/24", Prefix(number), StringComparison.Ordinal)
            .Replace("          - 192.169.2.0/24\n", "", StringComparison.Ordinal);
}
