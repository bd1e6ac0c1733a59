using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>The prefix-lists and route-maps that a configuration text defines, by kind and name.</summary>
internal static class FilterNames
{
    /// <summary>For example <c>ip prefix-list a</c> and <c>route-map b</c>.</summary>
    public static IReadOnlySet<string> In(string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in LineSplitter.Split(text))
        {
            switch (line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                case ["ip" or "ipv6", "prefix-list", var list, ..] words:
                    names.Add($"{words[0]} prefix-list {list}");
                    break;
                case ["route-map", var map, _, _, ..] when line.Indent.Length == 0:
                    names.Add($"route-map {map}");
                    break;
                default:
                    break;
            }
        }

        return names;
    }
}
