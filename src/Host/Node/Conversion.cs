using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Cli;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Sources;
using FrrK8s.Rules;

namespace FrrK8s.Host.Node;

/// <summary>What the daemon takes out of a compilation: the wanted configuration, what to report, and who wants which line.</summary>
/// <param name="Wanted">Null when nothing may be applied: the source was never read, or a refusal freezes the node.</param>
/// <param name="Result">The <c>lastConversionResult</c>.</param>
/// <param name="Problems">Every problem as a line of the log.</param>
/// <param name="LogLevel">The level in force; null as long as nothing was read.</param>
internal sealed record Conversion(
    ConfigText? Wanted, string Result, IReadOnlyList<string> Problems, LogLevel? LogLevel, Compilation? Compilation)
{
    /// <summary>Before the first look.</summary>
    public static readonly Conversion None = new(null, "", [], null, null);

    /// <summary>Compiles what a source holds.</summary>
    public static Conversion From(SourceLook look, NodeSettings settings)
    {
        var source = look.Problems.Select(problem => $"error: {problem.Place}: {problem.Message}").ToList();
        if (!look.IsKnown)
        {
            return new Conversion(null, Failed(source), source, null, null);
        }

        var compilation = NodeCompiler.Compile(ManifestCatalog.From(look.Files), settings);
        // The sides of a conflict stand in its message; their lines of their own are for a terminal.
        var problems = source.Concat(ProblemText.Lines(compilation).Where(line => !line.StartsWith(' '))).ToList();
        var wanted = compilation.Result.Frozen ? null : new ConfigText(compilation.Result.Text);
        var isAccepted = source.Count == 0 && compilation.IsAccepted;
        return new Conversion(
            wanted,
            isAccepted ? "success" : Failed(problems.Where(problem => !problem.StartsWith("warning", StringComparison.Ordinal))),
            problems,
            compilation.LogLevel,
            compilation);
    }

    /// <summary>The objects and fields that want a line that FRR refused, or nothing when no line is like it.</summary>
    public string Claimants(RefusedLine refused)
    {
        var lines = Compilation?.Result.Lines ?? [];
        var text = Words(refused.Text);
        var secrets = SecretMask.SecretsOf(Compilation?.Result.Text ?? "");
        var same = refused.Number > 0 && refused.Number <= lines.Count
            ? [lines[refused.Number - 1]]
            : lines.Where(line => Words(SecretMask.MaskMessage(line.Text, secrets)) == text);
        return string.Join(", ", same
            .SelectMany(line => line.Sources)
            .Select(claim => $"{claim.Object} {claim.Path}")
            .Distinct());
    }

    private static string Words(string text) =>
        string.Join(' ', text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static string Failed(IEnumerable<string> problems) =>
        $"failed: {string.Join("; ", problems)}";
}
