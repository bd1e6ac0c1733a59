using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Filtering": access-lists, the simple ones by a prefix and the numbered ones in the way of older routers.</summary>
internal static class AccessList
{
    private const string Number = "[seq (1-4294967295)] =<permit|deny>";
    private const string Address = "<any|host A.B.C.D|A.B.C.D A.B.C.D>";

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
        Entry($"access-list WORD {Number} =<any|A.B.C.D/M> =[exact-match]"),
        Entry($"access-list WORD {Number} ={Address}"),
        Entry($"access-list WORD {Number} =A.B.C.D"),
        Entry($"access-list WORD {Number} =ip ={Address} ={Address}"),
        Entry($"ipv6 access-list WORD {Number} =<any|X:X::X:X/M> =[exact-match]"),
        Entry($"mac access-list WORD {Number} =WORD"),
    ];

    private static StatementDefinition Entry(string syntax) => Modelled(syntax) with { IsEntry = true };

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.AccessList, ContextKind.Root, syntax, Support.Modelled);
}
