using System.Collections.Immutable;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// What of a configuration is worth a rehearsal: that which bgpd could refuse although the syntax is right. Thousands of networks and list entries of
/// which nothing can be wrong are left out, since reading them costs bgpd seconds; so a change of prefixes does not change this text.
/// </summary>
internal sealed class RehearsalText : IEquatable<RehearsalText>
{
    private readonly string _text;

    private RehearsalText(List<RehearsalLine> lines)
    {
        // One pass over the whole: a secret is found by the words around it, which all stand in one line.
        _text = SecretMask.MaskConfiguration(string.Concat(lines.Select(line => line.Text + "\n")));
        Lines = [.. lines.Zip(_text.Split('\n'), (line, masked) => line with { Text = masked })];
    }

    /// <summary>The lines in the order of the wanted configuration; none when nothing of it can be refused.</summary>
    public ImmutableArray<RehearsalLine> Lines { get; }

    /// <summary>The part of a configuration.</summary>
    public static RehearsalText Of(Document wanted)
    {
        var lines = new List<RehearsalLine>();
        var number = 1;
        foreach (var node in wanted.Children)
        {
            Add(lines, node, number, ContextKind.Root);
            number += node.LineCount;
        }

        return new RehearsalText(lines);
    }

    /// <inheritdoc/>
    public bool Equals(RehearsalText? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RehearsalText);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text as the scratch daemon reads it.</summary>
    public override string ToString() => _text;

    private static void Add(List<RehearsalLine> lines, FrrParser.Syntax.Node node, int number, ContextKind context)
    {
        switch (node)
        {
            case LineNode { Kind: LineKind.Statement } line when Risk.IsIn(line.Line.Text.TrimEnd(), context):
                lines.Add(new RehearsalLine(line.Line.Text.TrimEnd(), number, 1));
                break;
            case BlockNode block when Risk.IsRead(block.Context):
                AddBlock(lines, block, number);
                break;
        }
    }

    private static void AddBlock(List<RehearsalLine> lines, BlockNode block, int number)
    {
        var start = lines.Count;
        var header = new RehearsalLine(block.Header.Text.TrimEnd(), number, 1);
        lines.Add(header);
        var inner = number + 1;
        foreach (var child in block.Children)
        {
            Add(lines, child, inner, block.Context);
            inner += child.LineCount;
        }

        if (lines.Count == start + 1 && block.Context == ContextKind.RouteMap)
        {
            lines.RemoveAt(start);
            return;
        }

        // However the context ends in the wanted text: here what follows must not stand in it.
        lines.Add(new RehearsalLine("exit", number + block.LineCount - 1, 1));
        lines[start] = header with { Length = lines.Count - start };
    }
}
