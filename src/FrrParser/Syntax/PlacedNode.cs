namespace FrrK8s.FrrParser.Syntax;

/// <summary>A node at its place in a document.</summary>
/// <param name="Node">The node.</param>
/// <param name="Line">The number of its first line, counted from 1.</param>
/// <param name="Parent">The context that it stands in; null for the file.</param>
public sealed record PlacedNode(Node Node, int Line, PlacedNode? Parent)
{
    /// <summary>How many contexts are around it.</summary>
    public int Depth { get; } = Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>The line number of the line that closes a block; 0 when there is none.</summary>
    public int ClosingLine => Node is BlockNode { Closing: not null } ? Line + Node.LineCount - 1 : 0;
}
