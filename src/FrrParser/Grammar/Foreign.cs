using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>
/// What other daemons' contexts say in words that a context around them has, too: without these, such a line would be taken to leave its context.
/// </summary>
internal static class Foreign
{
    /// <summary>The statements.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Known("router-id LINE"),
        Known("hostname dynamic"),
        Known("interface WORD area LINE"),

        // FRR 10 shows the block for it.
        Known("enable") with { IsSilent = true, Rule = "D-13" },
        Known("<delay|bandwidth|metric|neighbor> LINE"),
    ];

    private static StatementDefinition Known(string syntax) => new(Chapter.Other, ContextKind.Foreign, syntax, Support.Known);
}
