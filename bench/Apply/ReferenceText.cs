using System.Text.RegularExpressions;

namespace FrrK8s.Bench.Apply;

/// <summary>Our text as the reference would write it: the entries of a prefix-list sorted by prefix and numbered by their place.</summary>
internal static partial class ReferenceText
{
    public static string Of(string ours)
    {
        var lines = ours.Split('\n');
        var entries = lines.Select(line => Entry().Match(line)).Where(match => match.Success)
            .GroupBy(match => match.Groups["list"].Value)
            .ToDictionary(list => list.Key, Numbered);
        var written = new HashSet<string>(StringComparer.Ordinal);
        return string.Join('\n', lines.SelectMany(line =>
            Entry().Match(line) is not { Success: true } match ? [line]
            : written.Add(match.Groups["list"].Value) ? entries[match.Groups["list"].Value] : (IEnumerable<string>)[]));
    }

    private static List<string> Numbered(IEnumerable<Match> list) =>
        [.. list.OrderBy(match => Key(match.Groups["prefix"].Value), StringComparer.Ordinal).Select((match, index) =>
            $"{match.Groups["list"].Value} seq {index + 1} {match.Groups["action"].Value} {match.Groups["prefix"].Value}")];

    private static string Key(string prefix) => string.Join('.', prefix.Split('.', '/', ' ').Select(part => part.PadLeft(3, '0')));

    [GeneratedRegex(@"^(?<list>ip(v6)? prefix-list \S+) seq \d+ (?<action>permit|deny) (?<prefix>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();
}
