using FrrK8s.Lab.Frr;

namespace FrrK8s.Lab;

/// <summary>What the machine must have before a laboratory can be set up.</summary>
public static class Prerequisites
{
    /// <summary>One sentence that says what is missing and how to get it; null when nothing is.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "the laboratory needs Linux: it uses network namespaces";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return "the laboratory needs root: it makes network namespaces; run it with sudo";
        }

        var program = FrrPrograms.All.FirstOrDefault(path => !File.Exists(path));
        if (program is not null)
        {
            return $"the laboratory needs FRR and `{program}` is not there; install it with `make setup` or `apt-get install frr frr-pythontools`";
        }

        return OnPath("ip") ? null : "the laboratory needs `ip`; install it with `apt-get install iproute2`";
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
