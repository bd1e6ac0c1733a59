using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Static routing". Each route is a statement of its own, whatever else leads to the same prefix.</summary>
internal static class StaticRoute
{
    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        Modelled("ip route A.B.C.D/M LINE"),
        Modelled("ip route A.B.C.D A.B.C.D LINE"),
        Modelled("ipv6 route X:X::X:X/M LINE"),
        Modelled("ip mroute A.B.C.D/M LINE"),
    ];

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Static, ContextKind.Root | ContextKind.Vrf, syntax, Support.Known);
}
