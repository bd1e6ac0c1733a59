namespace FrrK8s.HostTests.Support;

/// <summary>Options of `frrk8s daemon`.</summary>
internal static class DaemonOptions
{
    /// <summary>Of pairs of an option and its value those that the program knows.</summary>
    public static async Task<IReadOnlyList<string>> KnownAsync(IReadOnlyList<string> pairs)
    {
        var (_, help, _) = await CommandLine.RunAsync(["daemon", "--help"]);
        return [.. pairs.Chunk(2).Where(pair => help.Contains($"{pair[0]} ", StringComparison.Ordinal)).SelectMany(pair => pair)];
    }
}
