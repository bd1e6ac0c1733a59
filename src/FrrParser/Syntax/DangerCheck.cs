using System.Buffers;
using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>Finds what must not come near FRR, in a text of which nearly every line is harmless.</summary>
internal static class DangerCheck
{
    // No shorter line has a name that is too long, or is too long itself.
    private const int ShortLine = 128;

    private static readonly SearchValues<char> Suspicious =
        SearchValues.Create([.. "|'%", .. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl)]);

    /// <summary>Everything dangerous, in the order of the lines.</summary>
    public static IEnumerable<Diagnostic> Check(Document document)
    {
        var routers = new RouterCheck();
        foreach (var placed in document.Walk())
        {
            ConfigurationLine? found = placed.Node switch
            {
                BlockNode block => block.Header,
                LineNode { Kind: LineKind.Statement } statement => statement.Line,
                _ => null,
            };
            if (found is not { } line)
            {
                continue;
            }

            if (placed.Node is BlockNode { Context: ContextKind.RouterBgp } router && routers.Check(router.Header, placed.Line) is { } lost)
            {
                yield return lost;
            }

            if (line.Text.Length + line.Indent.Length <= ShortLine && !line.Text.AsSpan().ContainsAny(Suspicious) && !line.Indent.AsSpan().ContainsAny(Suspicious))
            {
                continue;
            }

            foreach (var diagnostic in LineCheck.Check(line.ToString(), placed.Line).Concat(OfNames(line, ContextOf(placed), placed.Line)))
            {
                yield return diagnostic;
            }
        }
    }

    private static ContextKind ContextOf(PlacedNode placed) => (placed.Parent?.Node as BlockNode)?.Context ?? ContextKind.Root;

    private static IEnumerable<Diagnostic> OfNames(ConfigurationLine line, ContextKind context, int number) =>
        (line.Text.Length > ShortLine || line.Text.AsSpan().ContainsAny("'%")) && Manual.Read(context, Words.Collapse(line.Text)) is { } statement
            ? NameCheck.Check(statement).Select(message => new Diagnostic("S-14", number, line.Indent.Length + 1, message))
            : [];
}
