using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Documents;

/// <summary>With `DOCS_UPDATE=1` pages take over what commands print, and generated pages are written anew. Never in CI.</summary>
internal static class PageUpdate
{
    private static readonly Lock Writing = new();

    /// <summary>Whether pages are written.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable("DOCS_UPDATE") == "1" && Environment.GetEnvironmentVariable("CI") is null or "";

    /// <summary>Writes an output into its page; says that it did, so that the run is not taken for a proof.</summary>
    public static string Take(string page, Fence output, string printed)
    {
        lock (Writing)
        {
            var path = Repository.PathOf(page);
            var (text, head) = (File.ReadAllText(path), $"```{output.Info}\n");
            File.WriteAllText(path, text.Replace($"{head}{output.Text}```", $"{head}{printed.TrimEnd('\n')}\n```", StringComparison.Ordinal));
            return $"{page}: an output was written anew; read the difference and run again";
        }
    }
}
