using System.Diagnostics;
using FrrK8s.Lab.Frr;

namespace FrrK8s.Lab;

/// <summary>What the machine must have before a laboratory can be set up.</summary>
public static class Prerequisites
{
    /// <summary>What a laboratory on the installed FRR misses.</summary>
    public static string? Missing() => Missing(FrrRelease.Installed);

    /// <summary>One sentence that says what is missing and how to get it; null when nothing is.</summary>
    public static string? Missing(FrrRelease release)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "the laboratory needs Linux: it uses network namespaces";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return "the laboratory needs root: it makes network namespaces; run it with sudo";
        }

        if (release.Missing() is { } missing)
        {
            return missing;
        }

        return OnPath("ip") ? null : "the laboratory needs `ip`; install it with `apt-get install iproute2`";
    }

    /// <summary>What a laboratory with sessions inside VRFs misses besides; null when nothing is.</summary>
    public static string? MissingVrf() => WithoutVrf.Value;

    // In a namespace that is gone with the command: nothing is made on the machine itself.
    private static readonly Lazy<string?> WithoutVrf = new(() =>
    {
        if (Missing() is { } missing)
        {
            return missing;
        }

        var start = new ProcessStartInfo("unshare", ["--net", "ip", "link", "add", "probe", "type", "vrf", "table", "10"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var probe = Process.Start(start)!;
        var said = probe.StandardError.ReadToEnd().ReplaceLineEndings(" ").Trim();
        probe.WaitForExit();
        return probe.ExitCode == 0 ? null : $"the kernel has no VRF devices: `ip link add type vrf` says `{said}`";
    });

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
