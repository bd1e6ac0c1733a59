using System.Collections.Immutable;
using System.Text;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>A context: the statement that opens it, what stands in it, and the line that closes it.</summary>
/// <param name="Context">Which one.</param>
/// <param name="Header">The statement that opens it.</param>
/// <param name="Children">What stands in it, comments and blank lines too.</param>
/// <param name="Closing">The <c>exit</c> of this context; null when it ends because another statement, or the file, does.</param>
public sealed record BlockNode(
    ContextKind Context, ConfigurationLine Header, ImmutableArray<Node> Children, ConfigurationLine? Closing) : Node
{
    /// <inheritdoc/>
    public override int LineCount { get; } = 1 + Children.Sum(child => child.LineCount) + (Closing is null ? 0 : 1);

    /// <summary>Two blocks are equal when their lines are.</summary>
    public bool Equals(BlockNode? other) =>
        other is not null
        && Context == other.Context
        && Header == other.Header
        && Closing == other.Closing
        && Children.AsSpan().SequenceEqual(other.Children.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Context, Header, Closing, Children.Length);

    internal override void WriteTo(StringBuilder text)
    {
        Header.WriteTo(text);
        foreach (var child in Children)
        {
            child.WriteTo(text);
        }

        Closing?.WriteTo(text);
    }
}
