using System.Diagnostics;
using System.Globalization;

namespace FrrK8s.Lab.Network;

/// <summary>
/// Names of what a laboratory makes on the machine: `frrk8s-lab-PID-NUMBER[-PART]`. The process id says who may remove it.
/// </summary>
public static class LabName
{
    private const string Prefix = "frrk8s-lab-";
    private static int _count;

    /// <summary>A name that no other laboratory of this machine has.</summary>
    public static string Next() => $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    /// <summary>True for a name of this form whose process is gone, so that nobody else will remove it.</summary>
    public static bool IsLeftover(string name, DateTime madeUtc)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)
            || !int.TryParse(name[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
        {
            return false;
        }

        try
        {
            // A younger process that got the same id is not the owner.
            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime() > madeUtc.AddSeconds(1);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
