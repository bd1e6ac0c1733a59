using System.Globalization;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Lab.Network;

/// <summary>Removes what laboratories left behind that were ended without a chance to tidy up (kill -9, power).</summary>
public static class Leftovers
{
    private const string NamespaceFolder = "/run/netns";

    /// <summary>Sweeps namespaces, the processes inside them, and folders; never those of a living process.</summary>
    public static async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var path in Entries(NamespaceFolder, Directory.GetFiles))
        {
            var name = Path.GetFileName(path);
            var pids = await Command.TryAsync("ip", ["netns", "pids", name], cancellationToken: cancellationToken);
            foreach (var pid in pids.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Signal.Kill(int.Parse(pid, CultureInfo.InvariantCulture));
            }

            // Another laboratory may be sweeping at the same moment: gone is gone.
            await Command.TryAsync("ip", ["netns", "delete", name], cancellationToken: cancellationToken);
        }

        foreach (var path in Entries(Path.GetTempPath(), Directory.GetDirectories))
        {
            LabFolder.Remove(path);
        }
    }

    private static string[] Entries(string folder, Func<string, string[]> list) =>
        Directory.Exists(folder)
            ? [.. list(folder).Where(path => LabName.IsLeftover(Path.GetFileName(path), File.GetLastWriteTimeUtc(path)))]
            : [];
}
