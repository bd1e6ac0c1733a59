namespace FrrK8s.FrrParser.Syntax;

/// <summary>Finds what FRR's reader would trip over.</summary>
internal static class DocumentCheck
{
    /// <summary>Everything odd, in the order of the lines.</summary>
    public static IEnumerable<Diagnostic> Check(Document document) => [];
}
