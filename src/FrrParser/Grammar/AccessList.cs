using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Filtering": access-lists.</summary>
internal static class AccessList
{
    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        // `no` and the name alone: before the entries, which a `no` may name without their value.
        Modelled("access-list WORD") with { Takes = "access-list $1" },
        Modelled("ipv6 access-list WORD") with { Takes = "ipv6 access-list $1" },
        Modelled("mac access-list WORD") with { Takes = "mac access-list $1" },
        Modelled("access-list WORD remark =LINE"),
        Modelled("ipv6 access-list WORD remark =LINE"),
        Modelled("mac access-list WORD remark =LINE"),
        Modelled("access-list WORD [seq (1-4294967295)] =<permit|deny> =LINE") with { IsEntry = true },
        Modelled("ipv6 access-list WORD [seq (1-4294967295)] =<permit|deny> =LINE") with { IsEntry = true },
        Modelled("mac access-list WORD [seq (1-4294967295)] =<permit|deny> =LINE") with { IsEntry = true },
    ];

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.AccessList, ContextKind.Root, syntax, Support.Modelled);
}
