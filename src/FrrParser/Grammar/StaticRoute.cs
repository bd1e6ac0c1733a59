using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Static routing". A route is told by its prefix and where it leads; what else is said of it is its value.</summary>
internal static class StaticRoute
{
    private const string Options =
        "{=tag =(1-4294967295)|=(1-255)|=label =WORD|nexthop-vrf WORD|table (1-4294967295)|=onlink|=color =(1-4294967295)|vrf WORD|=segments =WORD|=bfd ={multi-hop|source ADDRESS|profile WORD}}";

    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        .. Leading("ip route A.B.C.D/M", "A.B.C.D"),
        Modelled("ip route A.B.C.D A.B.C.D LINE") with { Reads = ["ip route $1/$2 $3"], Rule = "D-20" },
        .. Leading("ipv6 route X:X::X:X/M", "X:X::X:X"),
        .. Leading("ipv6 route X:X::X:X/M from X:X::X:X/M", "X:X::X:X"),
        Modelled("ip mroute A.B.C.D/M <A.B.C.D|INTERFACE> =[(1-255)] =[bfd {multi-hop|source A.B.C.D|profile WORD}]"),
    ];

    private static StatementDefinition[] Leading(string route, string gateway) =>
    [
        Route($"{route} <reject|blackhole> {Options}"),
        Route($"{route} {gateway} INTERFACE {Options}"),
        Route($"{route} <{gateway}|INTERFACE> {Options}"),
    ];

    private static StatementDefinition Route(string syntax) => Modelled(syntax) with { Correct = DropDefaults, Rule = "D-12" };

    // The distance 1 and the tag 0 are those of a route of which none is said.
    private static string DropDefaults(string value)
    {
        var words = value.Split(' ').ToList();
        for (var at = words.Count - 1; at >= 0; at--)
        {
            if (words[at] == "1" && (at == 0 || words[at - 1] is not ("tag" or "label" or "color")))
            {
                words.RemoveAt(at);
            }
        }

        return string.Join(' ', words);
    }

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Static, ContextKind.Root | ContextKind.Vrf, syntax, Support.Modelled);
}
