using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Documents;

/// <summary>With `DOCS_UPDATE=1` pages take over what commands print, and generated pages are written anew. Never in CI.</summary>
internal static class PageUpdate
{
    private static readonly Lock Writing = new();

    /// <summary>Whether pages are written.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable("DOCS_UPDATE") == "1" && Environment.GetEnvironmentVariable("CI") is null or "";

    /// <summary>Writes an output into its page; says that it did, so that the run is not taken for a proof.</summary>
    public static string Take(CommandBlock block, Fence output, string printed)
    {
        lock (Writing)
        {
            // Lines have moved when an output above was written: the commands say where this one is.
            var path = Repository.PathOf(block.Page.Name);
            var (text, head) = (File.ReadAllText(path), $"```{output.Info}\n");
            var from = text.IndexOf(block.Commands.Written, StringComparison.Ordinal);
            var at = text.IndexOf($"{head}{output.Written}{output.Indent}```", from, StringComparison.Ordinal) + head.Length;
            var taken = output with { Text = $"{printed.TrimEnd('\n')}\n" };
            File.WriteAllText(path, $"{text[..at]}{taken.Written}{text[(at + output.Written.Length)..]}");
            return $"{block.Place}: the output was written anew; read the difference and run again";
        }
    }
}
