using System.Collections.Immutable;
using System.Text;
using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// A configuration text as a tree. Every text is a document, and a document printed is its text, byte for byte (S-1). It never
/// changes: an edit makes a new document that shares all other nodes.
/// </summary>
public sealed class Document : IEquatable<Document>
{
    private Document(ImmutableArray<Node> children) => Children = children;

    /// <summary>What stands in the file, in order.</summary>
    public ImmutableArray<Node> Children { get; }

    /// <summary>The document of a text.</summary>
    public static Document Parse(string text) => new(TreeReader.Read(LineSplitter.Split(text), Manual.Knows));

    /// <summary>Every node with its line number, a block before what stands in it.</summary>
    public IEnumerable<PlacedNode> Walk() => Walk(Children, null, 1);

    /// <summary>What is odd about the text, in the order of the lines.</summary>
    public IEnumerable<Diagnostic> Diagnose() => DocumentCheck.Check(this);

    /// <summary>
    /// Of what is odd only what must not come near FRR: lines that its reader hangs on (S-10), that are cut (S-11, S-12), that end daemons (S-14), or
    /// that are lost with all that stands in them (S-15). Much quicker: only few statements have to be understood.
    /// </summary>
    public IEnumerable<Diagnostic> Dangers() => DangerCheck.Check(this);

    /// <summary>The document with a node of it (this very object) replaced; no nodes remove it.</summary>
    /// <exception cref="ArgumentException">The node is not in this document.</exception>
    public Document Replace(Node node, params ReadOnlySpan<Node> replacement)
    {
        ArgumentNullException.ThrowIfNull(node);
        var wanted = replacement.ToArray();
        return Edit(Children, node, wanted) is { } edited
            ? new Document(edited)
            : throw new ArgumentException("the node is not in this document", nameof(node));
    }

    /// <summary>The text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var node in Children)
        {
            node.WriteTo(text);
        }

        return text.ToString();
    }

    /// <summary>Two documents are equal when their trees are.</summary>
    public bool Equals(Document? other) => other is not null && Children.AsSpan().SequenceEqual(other.Children.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Document);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Children.Length, Children.FirstOrDefault());

    private static ImmutableArray<Node>? Edit(ImmutableArray<Node> nodes, Node wanted, Node[] replacement)
    {
        for (var at = 0; at < nodes.Length; at++)
        {
            if (ReferenceEquals(nodes[at], wanted))
            {
                return nodes.RemoveAt(at).InsertRange(at, replacement);
            }

            if (nodes[at] is BlockNode block && Edit(block.Children, wanted, replacement) is { } children)
            {
                // Not `with`: it would keep the number of lines of the old block.
                return nodes.SetItem(at, new BlockNode(block.Context, block.Header, children, block.Closing));
            }
        }

        return null;
    }

    private static IEnumerable<PlacedNode> Walk(ImmutableArray<Node> nodes, PlacedNode? parent, int line)
    {
        foreach (var node in nodes)
        {
            var placed = new PlacedNode(node, line, parent);
            yield return placed;
            if (node is BlockNode block)
            {
                foreach (var inner in Walk(block.Children, placed, line + 1))
                {
                    yield return inner;
                }
            }

            line += node.LineCount;
        }
    }
}
