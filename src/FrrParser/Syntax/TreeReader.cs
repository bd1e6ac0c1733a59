using System.Collections.Immutable;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// Makes a tree of lines, with contexts recognized as FRR's own reader does: a command that the current context does not know is
/// tried in the contexts around it, and leaves the current one when it is known there. Indentation means nothing. A statement that
/// nobody knows stays where it is.
/// </summary>
internal sealed class TreeReader
{
    private readonly Func<ContextKind, string, bool> _knows;
    private readonly Stack<Frame> _open = new();

    private TreeReader(Func<ContextKind, string, bool> knows)
    {
        _knows = knows;
        _open.Push(new Frame(ContextKind.Root, default));
    }

    /// <summary>The tree of a text's lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="knows">Says whether a context has a statement.</param>
    public static ImmutableArray<Node> Read(IReadOnlyList<ConfigurationLine> lines, Func<ContextKind, string, bool> knows)
    {
        var reader = new TreeReader(knows);
        foreach (var line in lines)
        {
            reader.Add(line);
        }

        while (reader._open.Count > 1)
        {
            reader.Close(null);
        }

        return reader._open.Peek().Children.DrainToImmutable();
    }

    /// <summary>What FRR's reader does with a line.</summary>
    public static LineKind KindOf(string text)
    {
        var statement = text.AsSpan().Trim(" \t\r");
        return statement switch
        {
            [] => LineKind.Blank,
            ['!' or '#', ..] => LineKind.Comment,
            "Building configuration..." or "Current configuration:" => LineKind.Banner,
            _ => ContextClosing.IsClosing(statement) ? LineKind.Closing : LineKind.Statement,
        };
    }

    private void Add(ConfigurationLine line)
    {
        var kind = KindOf(line.Text);
        switch (kind)
        {
            case LineKind.Statement:
                AddStatement(line);
                break;
            case LineKind.Closing:
                AddClosing(line);
                break;
            default:
                _open.Peek().Children.Add(new LineNode(line, kind));
                break;
        }
    }

    private void AddStatement(ConfigurationLine line)
    {
        var depth = 0;
        foreach (var frame in _open)
        {
            var opening = ContextOpening.Find(frame.Kind, frame.Header.Text, line.Text);
            if (opening is not null || _knows(frame.Kind, line.Text))
            {
                Leave(depth);
                if (opening is null)
                {
                    break;
                }

                _open.Push(new Frame(opening.Opens, line));
                return;
            }

            depth++;
        }

        _open.Peek().Children.Add(new LineNode(line, LineKind.Statement));
    }

    private void AddClosing(ConfigurationLine line)
    {
        var closing = line.Text.AsSpan().TrimEnd(" \t\r");
        if (closing is ContextClosing.End)
        {
            Leave(_open.Count - 1);
        }

        var depth = 0;
        foreach (var frame in _open)
        {
            if (frame.Kind != ContextKind.Root && ContextClosing.Closes(closing, frame.Kind, frame.Header.Text))
            {
                Leave(depth);
                Close(line);
                return;
            }

            depth++;
        }

        _open.Peek().Children.Add(new LineNode(line, LineKind.Closing));
    }

    private void Leave(int contexts)
    {
        for (; contexts > 0; contexts--)
        {
            Close(null);
        }
    }

    private void Close(ConfigurationLine? closing)
    {
        var frame = _open.Pop();
        _open.Peek().Children.Add(new BlockNode(frame.Kind, frame.Header, frame.Children.DrainToImmutable(), closing));
    }

    private sealed record Frame(ContextKind Kind, ConfigurationLine Header)
    {
        public ImmutableArray<Node>.Builder Children { get; } = ImmutableArray.CreateBuilder<Node>();
    }
}
