using System.Text;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// A part of a document: whole lines. A node does not know where it stands, so it can be shared between documents.
/// </summary>
public abstract record Node
{
    private protected Node()
    {
    }

    /// <summary>How many lines the node has, those of its children with it.</summary>
    public abstract int LineCount { get; }

    /// <summary>The node as it was read.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return text.ToString();
    }

    internal abstract void WriteTo(StringBuilder text);
}
