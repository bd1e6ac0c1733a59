using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>Says which lines FRR refused, why, and who wants them.</summary>
internal static class RefusalText
{
    private const int MostLines = 10;

    /// <summary>One line of text; FRR's own words when it named no line.</summary>
    public static string From(string message, IReadOnlyList<RefusedLine> refused, Func<RefusedLine, IReadOnlyList<LineOwner>> owners)
    {
        if (refused.Count == 0)
        {
            return $"FRR refused the configuration: {message}";
        }

        var lines = refused.Take(MostLines).Select(line =>
        {
            var wantedBy = string.Join(", ", owners(line).Select(owner => $"{owner.Object} {owner.Path}"));
            var owner = wantedBy.Length == 0 ? "" : $" (wanted by {wantedBy})";
            return $"FRR refused `{line.Text}`{owner}: {line.Reason}";
        });
        var more = refused.Count - MostLines;
        return string.Join("; ", more > 0 ? lines.Append($"and {more} more") : lines);
    }
}
