namespace FrrK8s.HostTests.Documents;

/// <summary>What a page says that commands print. A line `...` stands for any lines, and `…` in a line for any text.</summary>
internal static class PrintedText
{
    /// <summary>Whether something printed is what the page says.</summary>
    public static bool Matches(IReadOnlyList<string> expected, IReadOnlyList<string> printed)
    {
        if (expected.Count == 0)
        {
            return printed.Count == 0;
        }

        if (expected[0] == "...")
        {
            return Enumerable.Range(0, printed.Count + 1).Any(skipped => Matches([.. expected.Skip(1)], [.. printed.Skip(skipped)]));
        }

        return printed.Count > 0 && IsLine(expected[0].TrimEnd(), printed[0].TrimEnd()) && Matches([.. expected.Skip(1)], [.. printed.Skip(1)]);
    }

    /// <summary>Whether the page leaves something open.</summary>
    public static bool HasGaps(Fence output) => output.Lines.Any(line => line == "..." || line.Contains('…', StringComparison.Ordinal));

    private static bool IsLine(string expected, string line)
    {
        var parts = expected.Split('…');
        if (parts.Length == 1)
        {
            return expected == line;
        }

        if (!line.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = line.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return line.Length - at >= parts[^1].Length && line.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
