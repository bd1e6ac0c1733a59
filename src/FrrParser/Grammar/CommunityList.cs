using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "BGP": lists of communities and of AS paths, and names for communities.</summary>
internal static class CommunityList
{
    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        // `no` and the name alone: before the entries, which a `no` may name without their value.
        Modelled("bgp as-path access-list WORD") with { Takes = "bgp as-path access-list $1" },
        Modelled("bgp as-path access-list WORD [seq (0-4294967295)] =<permit|deny> =LINE") with { IsEntry = true },
        Modelled("bgp <community-list|large-community-list|extcommunity-list> [<standard|expanded>] WORD [seq (0-4294967295)] =<permit|deny> =LINE") with { IsEntry = true },
        Modelled("bgp community alias WORD =WORD"),
    ];

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.CommunityList, ContextKind.Root, syntax, Support.Modelled);
}
