using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "BGP": lists of communities and of AS paths, and names for communities.</summary>
internal static class CommunityList
{
    private const string Kinds = "<community-list|large-community-list|extcommunity-list>";

    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        // `no` and the name alone: before the entries, which a `no` may name without their value.
        Modelled("bgp as-path access-list WORD") with { Takes = "bgp as-path access-list $1" },
        Modelled($"bgp {Kinds} [<standard|expanded>] WORD") with { Takes = "$0" },
        Entry("bgp as-path access-list WORD [seq (0-4294967295)] =<permit|deny> =LINE"),
        Entry("bgp community-list <(1-99)|standard WORD> [seq (0-4294967295)] =<permit|deny> =COMMUNITY~"),
        Entry("bgp large-community-list <(1-99)|standard WORD> [seq (0-4294967295)] =<permit|deny> =AA:BB:CC~"),
        Entry($"bgp {Kinds} <(1-500)|standard WORD|expanded WORD> [seq (0-4294967295)] =<permit|deny> =LINE"),
        Modelled("bgp community alias WORD =WORD"),
    ];

    private static StatementDefinition Entry(string syntax) => Modelled(syntax) with { IsEntry = true };

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.CommunityList, ContextKind.Root, syntax, Support.Modelled);
}
