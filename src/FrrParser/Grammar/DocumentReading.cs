using System.Collections.Immutable;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Says of each statement of a document how far it is understood. Comments, blank lines and closings are no statements.</summary>
public static class DocumentReading
{
    /// <summary>The statements in the order of their lines, a block before what stands in it.</summary>
    public static IReadOnlyList<StatementReading> Of(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var readings = new List<StatementReading>();
        Read(document.Children, null, 1, ContextKind.Root, Chapter.Other, readings);
        return readings;
    }

    private static void Read(
        ImmutableArray<Node> nodes, PlacedNode? parent, int line, ContextKind context, Chapter chapter, List<StatementReading> readings)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case BlockNode block:
                    var placed = new PlacedNode(block, line, parent);
                    var opening = One(placed, block.Header.Text, context, chapter);
                    readings.Add(opening);
                    Read(block.Children, placed, line + 1, block.Context, opening.Chapter, readings);
                    break;
                case LineNode { Kind: LineKind.Statement } statement:
                    readings.Add(One(new PlacedNode(statement, line, parent), statement.Line.Text, context, chapter));
                    break;
            }

            line += node.LineCount;
        }
    }

    private static StatementReading One(PlacedNode placed, string text, ContextKind context, Chapter chapter) =>
        Manual.Read(context, Words.Collapse(text)) is { } statement
            ? new StatementReading(placed, statement.Definition.Support, statement.Definition.Chapter)
            : new StatementReading(placed, Support.Opaque, chapter);
}
