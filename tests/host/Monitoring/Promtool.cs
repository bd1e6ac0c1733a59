using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Monitoring;

/// <summary>Prometheus' own reader of rules.</summary>
internal static class Promtool
{
    /// <summary>The program: one on the PATH, or the one that `make setup` unpacks; null when there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Append(Path.Combine(Cache, "frrk8s", "promtool"))
        .Select(folder => Path.Combine(folder, "promtool"))
        .FirstOrDefault(File.Exists);

    private static string Cache => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? home : "/root", ".cache");

    /// <summary>Runs it; the result is all that it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var result = await Command.TryAsync(Program!, arguments);
        return (result.ExitCode, result.Output + result.Error);
    }
}
