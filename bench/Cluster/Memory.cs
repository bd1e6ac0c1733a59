using FrrK8s.Bench.Apply;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Bench.Cluster;

/// <summary>What the daemon holds of the machine's memory when nothing has happened for a while.</summary>
internal static class Memory
{
    /// <summary>PSS, in MiB: less than half of what the reference's three processes take with two objects alone.</summary>
    public const double Most = 64;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<SingleFigure>> RunAsync(ChildProcess daemon, CancellationToken cancellationToken)
    {
        var first = ProcessUse.ProportionalMb(daemon.Id);
        await Ticking.DuringAsync("settling", Task.Delay(Settling, cancellationToken));
        daemon.ThrowIfExited();
        return
        [
            new("memory of the daemon when all is applied, PSS", first, "MiB"),
            new($"memory of the daemon {Settling.TotalSeconds:0} s later, PSS", ProcessUse.ProportionalMb(daemon.Id), "MiB", Most),
        ];
    }
}
