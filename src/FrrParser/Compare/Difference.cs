using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>One statement in which two configurations differ.</summary>
/// <param name="Kind">How.</param>
/// <param name="Context">The statements that open the contexts around it, outermost first.</param>
/// <param name="Intended">The intended statement; null when there is none.</param>
/// <param name="IntendedLine">Its line; 0 when there is none.</param>
/// <param name="Running">The running statement; null when there is none.</param>
/// <param name="RunningLine">Its line; 0 when there is none.</param>
public sealed record Difference(
    DifferenceKind Kind, IReadOnlyList<string> Context, string? Intended, int IntendedLine, string? Running, int RunningLine)
{
    /// <summary>The kind of the context that it stands in.</summary>
    public ContextKind ContextKind => Fact.Path.Kind;

    internal Fact? IntendedFact { get; init; }

    internal Fact? RunningFact { get; init; }

    internal Fact Fact => (IntendedFact ?? RunningFact)!;

    internal static Difference Missing(Fact intended) => Of(DifferenceKind.Missing, intended, null);

    internal static Difference Surplus(Fact running) => Of(DifferenceKind.Surplus, null, running);

    internal static Difference Changed(Fact intended, Fact running) => Of(DifferenceKind.Changed, intended, running);

    private static Difference Of(DifferenceKind kind, Fact? intended, Fact? running) =>
        new(kind, [.. (intended ?? running)!.Path.Headers], intended?.Text, intended?.Line ?? 0, running?.Text, running?.Line ?? 0)
        {
            IntendedFact = intended,
            RunningFact = running,
        };
}
