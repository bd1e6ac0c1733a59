using System.Text.RegularExpressions;

namespace FrrK8s.HostTests.Monitoring;

/// <summary>The names of metrics in a query, and on a page.</summary>
internal static partial class MetricNames
{
    // What Prometheus' language has of its own in our queries; a new word is added here when it is used.
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "and", "or", "unless", "sum", "count", "max", "min", "avg", "topk", "rate", "increase", "resets", "time", "vector", "histogram_quantile", "min_over_time",
        "max_over_time", "absent",
    };

    /// <summary>The metrics that a query asks for.</summary>
    public static IReadOnlySet<string> In(string query)
    {
        var bare = Labels().Replace(Groupings().Replace(Texts().Replace(query, ""), " "), " ");
        return Names().Matches(Durations().Replace(bare, " ")).Select(match => match.Value).Where(name => !Words.Contains(name)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The metrics that a page has, by their families; a histogram has three.</summary>
    public static IReadOnlySet<string> On(string page) => page.Split('\n')
        .Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
        .Select(line => line.Split(' '))
        .SelectMany(words => words[3] == "histogram" ? [$"{words[2]}_bucket", $"{words[2]}_sum", $"{words[2]}_count"] : new[] { words[2] })
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Texts();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Groupings();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Labels();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, 1000)]
    private static partial Regex Durations();

    [GeneratedRegex("[a-zA-Z_:][a-zA-Z0-9_:]*", RegexOptions.None, 1000)]
    private static partial Regex Names();
}
