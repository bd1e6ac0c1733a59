using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>How far one statement of a document is understood.</summary>
/// <param name="Placed">The statement, or the block that it opens, at its place.</param>
/// <param name="Support">How far.</param>
/// <param name="Chapter">Its chapter of the manual; for an opaque line that of the context it stands in.</param>
public sealed record StatementReading(PlacedNode Placed, Support Support, Chapter Chapter)
{
    /// <summary>The line that says it.</summary>
    public ConfigurationLine Source => Placed.Node switch
    {
        BlockNode block => block.Header,
        LineNode line => line.Line,
        _ => default,
    };

    /// <summary>The statement with single blanks between its words.</summary>
    public string Text => Words.Collapse(Source.Text);
}
