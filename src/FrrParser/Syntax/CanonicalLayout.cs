using System.Collections.Immutable;
using System.Text;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// Writes a document as FRR itself lays it out: one blank for each context, one blank between words, every context closed, and
/// <c>!</c> between the parts of the file. Statements and comments keep their order and their words, so the meaning stays the same,
/// and the layout of such a text is the text itself.
/// </summary>
public static class CanonicalLayout
{
    private const char Separator = '!';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text of a document in that layout.</summary>
    public static string Of(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var page = new Page();
        WriteFile(Hoist(Clean(document).Children), page);
        return page.ToString();
    }

    // A carriage return is a blank to FRR wherever it stands, and a byte order mark says nothing.
    private static Document Clean(Document document)
    {
        var text = document.ToString();
        return text.AsSpan().IndexOfAny('\r', ByteOrderMark) < 0
            ? document
            : Document.Parse(string.Concat(LineSplitter.Split(text.TrimStart(ByteOrderMark)).Select(Clean)));
    }

    private static string Clean(ConfigurationLine line)
    {
        var text = line.Text.Trim(' ', '\t', '\r');
        return $"{line.Indent}{(TreeReader.KindOf(text) == LineKind.Comment ? text : Words.Collapse(text))}\n";
    }

    private static void WriteFile(ImmutableArray<Node> nodes, Page page)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case BlockNode block:
                    page.Separate(0, isLater: page.IsBehindComment);
                    WriteBlock(block, 0, page);
                    page.Separate(0);
                    break;
                case LineNode line when IsEmpty(line):
                    page.SeparateLater();
                    break;
                case LineNode line:
                    page.Line(0, line);
                    break;
            }
        }
    }

    private static void WriteBlock(BlockNode block, int depth, Page page)
    {
        page.Line(depth, Words.Collapse(block.Header.Text));
        foreach (var node in block.Children)
        {
            switch (node)
            {
                case BlockNode inner:
                    WriteInner(block.Context, inner, depth + 1, page);
                    break;
                case LineNode line when !IsEmpty(line):
                    page.Line(depth + 1, line);
                    break;
            }
        }

        page.Line(depth, Closing(block));
    }

    // FRR sets off an address family above, and what stands in `bfd` below.
    private static void WriteInner(ContextKind outer, BlockNode inner, int depth, Page page)
    {
        if (outer == ContextKind.RouterBgp && !page.IsBehindComment)
        {
            page.Separate(depth);
        }

        WriteBlock(inner, depth, page);
        if (outer == ContextKind.Bfd)
        {
            page.Separate(depth);
        }
    }

    private static string Closing(BlockNode block) => block.Context switch
    {
        ContextKind.AddressFamily => "exit-address-family",
        ContextKind.EvpnVni => "exit-vni",
        ContextKind.Vrf => "exit-vrf",
        ContextKind.Foreign when block.Closing is { } written && Words.Collapse(written.Text) is not "quit" and var words => words,
        _ => "exit",
    };

    private static bool IsEmpty(LineNode line) => line.Kind switch
    {
        LineKind.Blank or LineKind.Banner => true,
        LineKind.Comment => line.Line.Text.AsSpan().Trim(" \t\r") is "!" or "#",
        _ => false,
    };

    /// <summary>
    /// Takes what a context without a closing ends with, as far as it says nothing and is not indented more than the context, to the
    /// level around it: it stands above what follows, and not in what came before.
    /// </summary>
    private static ImmutableArray<Node> Hoist(ImmutableArray<Node> nodes)
    {
        var hoisted = ImmutableArray.CreateBuilder<Node>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node is not BlockNode block)
            {
                hoisted.Add(node);
                continue;
            }

            var children = Hoist(block.Children);
            var end = children.Length;
            while (block.Closing is null && end > 0 && IsOutside(children[end - 1], block.Header))
            {
                end--;
            }

            hoisted.Add(new BlockNode(block.Context, block.Header, children[..end], block.Closing));
            hoisted.AddRange(children[end..]);
        }

        return hoisted.DrainToImmutable();
    }

    private static bool IsOutside(Node node, ConfigurationLine header) =>
        node is LineNode { Kind: not (LineKind.Statement or LineKind.Closing) } line
        && (IsEmpty(line) || line.Line.Indent.Length <= header.Indent.Length);

    /// <summary>The text as far as it is written. Two separators never meet, and none is the first line.</summary>
    private sealed class Page
    {
        private readonly StringBuilder _text = new();
        private bool _isSeparated = true;
        private bool _isOwed;

        public bool IsBehindComment { get; private set; }

        public void Separate(int depth, bool isLater = false)
        {
            if (isLater && !_isOwed)
            {
                return;
            }

            _isOwed = false;
            if (!_isSeparated)
            {
                _text.Append(' ', depth).Append(Separator).Append('\n');
            }

            _isSeparated = true;
            IsBehindComment = false;
        }

        // Nothing is separated from the end of the file.
        public void SeparateLater() => _isOwed = true;

        public void Line(int depth, LineNode line)
        {
            var isComment = line.Kind == LineKind.Comment;
            Line(depth, isComment ? line.Line.Text.TrimEnd(' ', '\t', '\r') : Words.Collapse(line.Line.Text));
            IsBehindComment = isComment;
        }

        public void Line(int depth, string text)
        {
            if (_isOwed)
            {
                Separate(0);
            }

            _text.Append(' ', depth).Append(text).Append('\n');
            _isSeparated = false;
            IsBehindComment = false;
        }

        public override string ToString() => _text.ToString();
    }
}
