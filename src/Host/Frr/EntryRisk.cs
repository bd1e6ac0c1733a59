using System.Globalization;
using System.Text.RegularExpressions;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Which statements of prefix-lists bgpd could refuse: entries whose bounds are wrong, and what is no entry. All others, which are thousands, it takes.
/// </summary>
internal static partial class EntryRisk
{
    /// <summary>Whether a statement is about a prefix-list.</summary>
    public static bool IsEntry(string statement) =>
        statement.StartsWith("ip prefix-list ", StringComparison.Ordinal) || statement.StartsWith("ipv6 prefix-list ", StringComparison.Ordinal);

    /// <summary>Whether a statement about a prefix-list can be refused.</summary>
    public static bool IsIn(string statement) => !HasRightBounds(statement);

    // `mask length <= ge <= le`, says FRR, and means each of them that is there.
    private static bool HasRightBounds(string statement)
    {
        if (!Has(statement, " ge ") && !Has(statement, " le "))
        {
            return Has(statement, " permit ") || Has(statement, " deny ");
        }

        var entry = Bounded().Match(statement);
        var longest = entry.Groups["v6"].Success ? 128 : 32;
        var length = Number(entry.Groups["length"], 0);
        var from = Number(entry.Groups["ge"], length);
        var to = Number(entry.Groups["le"], longest);
        return entry.Success && length <= from && from <= to && to <= longest;
    }

    private static bool Has(string statement, string words) => statement.Contains(words, StringComparison.Ordinal);

    private static int Number(Group group, int otherwise) =>
        group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : otherwise;

    [GeneratedRegex(
        @"^ip(?<v6>v6)? prefix-list \S+ (seq \d+ )?(permit|deny) \S+/(?<length>\d{1,3})( ge (?<ge>\d{1,3}))?( le (?<le>\d{1,3}))?$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Bounded();
}
