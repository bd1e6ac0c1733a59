using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>Finds names that FRR's daemons do not survive, or refuse without saying so.</summary>
internal static class NameCheck
{
    private const int LongestListName = 128;

    private static readonly (string Statement, int Name, string Characters)[] Named =
    [
        ("ip prefix-list", 2, "'%"), ("ipv6 prefix-list", 2, "'%"), ("access-list", 1, "'%"), ("ipv6 access-list", 2, "'%"),
        ("route-map", 1, "'"), ("vrf", 1, "'%"), ("profile", 1, "'"),
    ];

    private static readonly string[] Matches = ["match ip address prefix-list", "match ipv6 address prefix-list"];

    /// <summary>What is wrong with the names in a statement.</summary>
    public static IEnumerable<string> Check(Statement statement)
    {
        foreach (var (start, place, characters) in Named)
        {
            if (!IsOf(statement, start))
            {
                continue;
            }

            var name = statement.Text.Split(' ')[place];
            if (name.FirstOrDefault(characters.Contains) is var character and not '\0')
            {
                yield return $"`{character}` in the name `{name}`: FRR refuses it, or its daemons end";
            }
        }

        foreach (var match in Matches.Where(match => IsOf(statement, match)))
        {
            var length = statement.Text.Length - match.Length - 1;
            if (length > LongestListName)
            {
                yield return $"a name of {length} characters: daemons that show it end, {LongestListName} is the most";
            }
        }
    }

    private static bool IsOf(Statement statement, string start) => statement.Text.StartsWith(start + " ", StringComparison.Ordinal);
}
