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
    private const string RawPath = "spec.raw";

    /// <summary>Before the first look.</summary>
    public static readonly Conversion None = new(null, "", [], null, null);

    /// <summary>How many objects the source left out, all of them for other nodes.</summary>
    public int Others { get; init; }

    /// <summary>The first line of the raw snippets, counted from 1: they stand behind everything else.</summary>
    public int RawFrom
    {
        get
        {
            var lines = Compilation?.Result.Lines ?? [];
            var number = lines.Count;
            while (number > 0 && lines[number - 1].IsRaw)
            {
                number--;
            }

            return number + 1;
        }
    }

    /// <summary>Compiles what a source holds, without the objects that FRR refuses.</summary>
    public static Conversion From(SourceLook look, NodeSettings settings, IReadOnlyList<FrrRefusal> refusals)
    {
        var source = look.Problems.Select(problem => $"error: {problem.Place}: {problem.Message}").ToList();
        if (!look.IsKnown)
        {
            return new Conversion(null, source.Count == 0 ? "" : Failed(source), source, null, null);
        }

        return From(ManifestCatalog.From(look.Files), source, settings, refusals) with { Others = look.Others };
    }

    private static Conversion From(
        ManifestCatalog catalog, List<string> source, NodeSettings settings, IReadOnlyList<FrrRefusal> refusals)
    {
        var compilation = NodeCompiler.Compile(catalog, settings, refusals);
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

    /// <summary>Who wants a line that FRR refused; nobody for a line that every node has.</summary>
    public IReadOnlyList<LineOwner> OwnersOf(RefusedLine refused)
    {
        var lines = Compilation?.Result.Lines ?? [];
        if (refused.Number < 1 || refused.Number > lines.Count)
        {
            return [];
        }

        return
        [
            .. lines[refused.Number - 1].Sources
                .Select(claim => new LineOwner(claim.Object, claim.Path, WhereInSnippet(refused.Number - 1, claim)))
                .DistinctBy(owner => (owner.Object, owner.Path)),
        ];
    }

    /// <summary>What an object says, every document of it; empty when there is none.</summary>
    public string ContentOf(string name) =>
        string.Join('\n', Compilation?.Catalog.ById[name].Select(document => document.Content.GetRawText()) ?? []);

    // The lines of a snippet stand together.
    private string WhereInSnippet(int index, ClaimInfo claim)
    {
        if (!IsRaw(claim))
        {
            return "";
        }

        var first = index;
        while (first > 0 && Compilation!.Result.Lines[first - 1].Sources.Any(other => other.Object == claim.Object && other.Path == claim.Path))
        {
            first--;
        }

        return $"line {index - first + 1}, ";
    }

    private static bool IsRaw(ClaimInfo claim) => claim.Path.StartsWith(RawPath, StringComparison.Ordinal);

    private static string Failed(IEnumerable<string> problems) =>
        $"failed: {string.Join("; ", problems)}";
}
