using System.Text;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary>The configuration with a comment above each group of lines that says which objects it comes from. FRR loads it as it is.</summary>
internal static class ExplainedText
{
    /// <summary>Only lines that start with <c>!</c> are comments to FRR, so the sources stand above and not behind.</summary>
    public static string From(NodeResult result)
    {
        var text = new StringBuilder();
        var last = "";
        foreach (var line in result.Lines)
        {
            var sources = string.Join('\n', line.Sources.Select(claim => $"! from {claim.Object} {claim.Path}").Distinct());
            if (sources != last && sources.Length > 0)
            {
                text.Append(sources).Append('\n');
            }

            last = sources;
            text.Append(line.Text).Append('\n');
        }

        return text.ToString();
    }
}
