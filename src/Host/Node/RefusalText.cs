using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>Says which lines FRR refused, why, and who wants them.</summary>
internal static class RefusalText
{
    private const int MostLines = 10;

    /// <summary>One line of text; FRR's own words when it named no line.</summary>
    public static string From(ApplyResult result, Func<RefusedLine, string> claimants)
    {
        if (result.Refused.Count == 0)
        {
            return $"FRR refused the configuration: {result.Message}";
        }

        var lines = result.Refused.Take(MostLines).Select(line =>
        {
            var wantedBy = claimants(line);
            var owner = wantedBy.Length == 0 ? "" : $" (wanted by {wantedBy})";
            return $"FRR refused `{line.Text}`{owner}: {line.Reason}";
        });
        var more = result.Refused.Count - MostLines;
        return string.Join("; ", more > 0 ? lines.Append($"and {more} more") : lines);
    }
}
