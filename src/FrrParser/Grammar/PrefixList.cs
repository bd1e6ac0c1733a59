using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Filtering": prefix-lists.</summary>
internal static class PrefixList
{
    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        // `no` and the name alone: before the entries, which a `no` may name without their value.
        Modelled("ip prefix-list WORD") with { Takes = "ip prefix-list $1" },
        Modelled("ipv6 prefix-list WORD") with { Takes = "ipv6 prefix-list $1" },
        Modelled("ip prefix-list WORD description =LINE"),
        Modelled("ipv6 prefix-list WORD description =LINE"),
        Modelled("ip prefix-list WORD [seq (1-4294967295)] =<permit|deny> =<any|A.B.C.D/M> ={ge (0-32)|le (0-32)}") with { IsEntry = true },
        Modelled("ipv6 prefix-list WORD [seq (1-4294967295)] =<permit|deny> =<any|X:X::X:X/M> ={ge (0-128)|le (0-128)}") with { IsEntry = true },
    ];

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.PrefixList, ContextKind.Root, syntax, Support.Modelled);
}
