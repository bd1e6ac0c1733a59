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

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
