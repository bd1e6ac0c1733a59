using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Webhook;

/// <summary>What is wrong with a raw snippet, as far as it can be known without FRR.</summary>
/// <param name="Problems">What must not come near FRR: it would hang, end daemons or lose lines.</param>
/// <param name="Warnings">What is odd, and lines that no grammar here knows: only FRR can say whether it takes them.</param>
internal sealed record SnippetCheck(IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings)
{
    private const string Path = "spec.raw.rawConfig";

    /// <summary>Reads a snippet.</summary>
    public static SnippetCheck Of(string snippet)
    {
        if (snippet.Length == 0)
        {
            return new SnippetCheck([], []);
        }

        var document = Document.Parse(snippet);
        var dangers = document.Dangers().ToList();
        var odd = document.Diagnose().Where(diagnostic => !dangers.Exists(danger => danger.Line == diagnostic.Line));
        var opaque = DocumentReading.Of(document)
            .Where(statement => statement.Support == Support.Opaque)
            .Select(statement => Text(statement.Placed.Line, "FRR's grammar here does not know this line; FRR itself decides about it"));
        return new SnippetCheck(
            [.. dangers.Select(danger => Text(danger.Line, danger.Message))],
            [.. odd.Select(diagnostic => Text(diagnostic.Line, diagnostic.Message)).Concat(opaque).Distinct(StringComparer.Ordinal)]);
    }

    private static string Text(int line, string message) => $"{Path}: line {line}: {message}";
}
