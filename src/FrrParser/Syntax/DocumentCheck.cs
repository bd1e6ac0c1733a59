using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>Finds what FRR's reader trips over, or takes for something else than it looks like. No message shows a secret.</summary>
internal static class DocumentCheck
{
    /// <summary>Everything odd, in the order of the lines.</summary>
    public static IEnumerable<Diagnostic> Check(Document document)
    {
        var routers = new RouterCheck();
        foreach (var placed in document.Walk())
        {
            if (placed.Node is BlockNode { Context: ContextKind.RouterBgp } router && routers.Check(router.Header, placed.Line) is { } lost)
            {
                yield return lost;
            }

            var parent = placed.Parent?.Node as BlockNode;
            var found = placed.Node switch
            {
                BlockNode block => [.. LineCheck.Check(block.Header.ToString(), placed.Line), .. OfHeader(block, parent, placed.Line)],
                LineNode { Kind: LineKind.Closing } closing => OfClosing(closing, placed),
                LineNode { Kind: LineKind.Statement } statement => [.. LineCheck.Check(statement.Line.ToString(), placed.Line), .. OfStatement(statement, parent, placed.Line)],
                LineNode line => LineCheck.CheckLength(line.Line.ToString(), placed.Line),
                _ => [],
            };
            foreach (var diagnostic in found)
            {
                yield return diagnostic;
            }
        }
    }

    private static IEnumerable<Diagnostic> OfHeader(BlockNode block, BlockNode? parent, int line)
    {
        var header = Words.Collapse(block.Header.Text);
        if (parent?.Context == ContextKind.RouterBgp && header.StartsWith("vrf ", StringComparison.Ordinal))
        {
            yield return At("S-13", block.Header, line, $"`{header}` in `router bgp` is read as `vrf-policy {header["vrf ".Length..]}`: an `exit` is missing before it");
        }
        else if (block.Context != ContextKind.Foreign)
        {
            foreach (var diagnostic in OfText(block.Header, parent, line))
            {
                yield return diagnostic;
            }
        }
    }

    private static IEnumerable<Diagnostic> OfStatement(LineNode statement, BlockNode? parent, int line) =>
        parent?.Context == ContextKind.Foreign ? [] : OfText(statement.Line, parent, line);

    private static IEnumerable<Diagnostic> OfText(ConfigurationLine line, BlockNode? parent, int number)
    {
        var text = Words.Collapse(line.Text);
        if (Manual.Read(parent?.Context ?? ContextKind.Root, text) is not { } statement)
        {
            yield return At("S-8", line, number, $"unknown statement `{Shown(line)}`");
            yield break;
        }

        foreach (var message in NameCheck.Check(statement))
        {
            yield return At("S-14", line, number, message);
        }
    }

    // `end` leaves all contexts, and there may be none.
    private static IEnumerable<Diagnostic> OfClosing(LineNode closing, PlacedNode placed)
    {
        var word = closing.Line.Text.TrimEnd(' ', '\t', '\r');
        if (word == ContextClosing.End)
        {
            yield break;
        }

        yield return placed.Parent is null && word is "exit" or "quit"
            ? At("S-7", closing.Line, placed.Line, $"`{word}` outside of all contexts ends the configuration: FRR refuses everything behind it")
            : At("S-6", closing.Line, placed.Line, $"`{word}` closes nothing");
    }

    private static string Shown(ConfigurationLine line) => Words.Collapse(SecretMask.MaskMessage(SecretMask.MaskConfiguration(line.Text), new HashSet<string>()));

    private static Diagnostic At(string id, ConfigurationLine line, int number, string message) =>
        new(id, number, line.Indent.Length + 1, message);
}
