using System.Collections.Immutable;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// Makes a tree of lines, with contexts recognized as FRR's own reader does: a command that the current context does not know is
/// tried in the contexts around it, and leaves the current one when it is known there. Indentation means nothing (S-4). A statement that
/// nobody knows stays where it is.
/// </summary>
internal sealed class TreeReader
{
    private readonly Func<ContextKind, string, int> _knows;

    // What the last statement began with, as far as that put it where it is: the next one mostly begins so, too.
    private Frame? _lastFrame;
    private string _lastText = "";
    private int _lastLength;
    private readonly Stack<Frame> _open = new();

    private TreeReader(Func<ContextKind, string, int> knows)
    {
        _knows = knows;
        _open.Push(new Frame(ContextKind.Root, default));
    }

    /// <summary>The tree of a text's lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="knows">How many characters of a statement say that a context has it; 0 when it has not.</param>
    public static ImmutableArray<Node> Read(IReadOnlyList<ConfigurationLine> lines, Func<ContextKind, string, int> knows)
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
        // A carriage return that ends no line is a blank to FRR.
        var text = line.Text.Contains('\r', StringComparison.Ordinal) ? Words.Collapse(line.Text) : line.Text;
        if (IsLikeLast(text))
        {
            _lastFrame!.Children.Add(new LineNode(line, LineKind.Statement));
            return;
        }

        // `no` before a statement that opens a context stands where that statement would, and opens nothing.
        var isNegated = text.StartsWith("no ", StringComparison.Ordinal);
        var positive = isNegated ? text["no ".Length..].TrimStart(' ', '\t') : text;
        var depth = 0;
        foreach (var frame in _open)
        {
            var opening = ContextOpening.Find(frame.Kind, frame.Header.Text, positive);
            var known = opening is null ? _knows(frame.Kind, text) : 0;
            if (opening is not null || known > 0)
            {
                Leave(depth);
                if (opening is not null && !isNegated)
                {
                    _open.Push(new Frame(opening.Opens, line));
                    return;
                }

                (_lastFrame, _lastText, _lastLength) = (depth == 0 && !ContextOpening.MayOpen(positive) ? frame : null, text, known);
                break;
            }

            depth++;
        }

        _open.Peek().Children.Add(new LineNode(line, LineKind.Statement));
    }

    private bool IsLikeLast(string text) =>
        ReferenceEquals(_lastFrame, _open.Peek())
        && text.Length > _lastLength
        && Words.IsBlank(text[_lastLength])
        && text.AsSpan(0, _lastLength).SequenceEqual(_lastText.AsSpan(0, _lastLength));

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
