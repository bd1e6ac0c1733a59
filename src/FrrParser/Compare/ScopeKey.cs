using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>Says which scope a statement belongs to, from its words alone.</summary>
internal static class ScopeKey
{
    /// <summary>Statements of the file whose scope is the thing that so many of their first words name.</summary>
    private static readonly (string Words, int Count)[] Named =
    [
        ("ip prefix-list ", 3), ("ipv6 prefix-list ", 3), ("route-map ", 2), ("access-list ", 2), ("ipv6 access-list ", 3),
        ("mac access-list ", 3), ("ip route ", 3), ("ipv6 route ", 3), ("bgp as-path access-list ", 4),
    ];

    private const string Ipv4Unicast = "address-family ipv4 unicast";

    private static readonly string[] Leaving =
        ["no router ", "no bfd", "no vrf ", "no interface ", "no vni ", "no address-family ", "no profile ", "no peer "];

    /// <summary>The scope of a statement.</summary>
    public static string Of(SourceLine line) => line.Path.Kind switch
    {
        ContextKind.Root => OfFile(Positive(line.Text)),
        ContextKind.RouterBgp or ContextKind.AddressFamily => OfRouter(line),
        ContextKind.Vrf when VrfRoute.IsRoute(line.Text) => $"{line.Path.Header}/static",
        _ => OfContext(line.Path),
    };

    /// <summary>The scope of a context: its own, or that of the route-map which it is an entry of.</summary>
    public static string OfContext(ContextPath path) =>
        path.Kind == ContextKind.RouteMap ? OfFile(path.Header) : path.Identity;

    /// <summary>True for a statement that takes back statements of other scopes.</summary>
    public static bool LeavesItsScope(SourceLine line) =>
        line.Text.StartsWith("no ", StringComparison.Ordinal)
        && (Leaving.Any(start => line.Text.StartsWith(start, StringComparison.Ordinal))
            || (line.Path.Kind == ContextKind.RouterBgp && line.Text.EndsWith(" peer-group", StringComparison.Ordinal)));

    /// <summary>The first words of a statement that put every statement with them into the same scope; nothing when none do.</summary>
    public static string NameIn(SourceLine line, string scope) => line.Path.Kind switch
    {
        ContextKind.Root when scope.Length > 0 && line.Text.StartsWith(scope, StringComparison.Ordinal) => scope,
        ContextKind.AddressFamily when line.Text.StartsWith("network ", StringComparison.Ordinal) => "network",
        _ => "",
    };

    /// <summary>The router whose neighbor a scope is about; null for other scopes.</summary>
    public static string? RouterOf(string scope)
    {
        var at = scope.IndexOf("/neighbor ", StringComparison.Ordinal);
        return at < 0 ? null : scope[..at];
    }

    private static ReadOnlySpan<char> Positive(ReadOnlySpan<char> text) => text.StartsWith("no ") ? text[3..] : text;

    private static string OfFile(ReadOnlySpan<char> text)
    {
        foreach (var (words, count) in Named)
        {
            if (text.StartsWith(words))
            {
                return Take(text, count);
            }
        }

        return "";
    }

    private static string OfRouter(SourceLine line)
    {
        const string neighbor = "neighbor ";
        var text = Positive(line.Text);
        if (!text.StartsWith(neighbor))
        {
            // `router bgp` takes statements of this family, too.
            return line.Path.Header == Ipv4Unicast ? line.Path.Parent!.Identity : line.Path.Identity;
        }

        var name = Words.At(text, neighbor.Length).ToString();
        return $"{line.Path.Enclosing(ContextKind.RouterBgp)!.Identity}/{neighbor}{InternetAddress.Spell(name) ?? name}";
    }

    private static string Take(ReadOnlySpan<char> text, int words)
    {
        var end = 0;
        for (; words > 0 && end < text.Length; words--)
        {
            end += Words.At(text, end).Length + 1;
        }

        var taken = text[..Math.Min(end - 1, text.Length)].ToString();

        if (!taken.Contains(" route ", StringComparison.Ordinal))
        {
            return taken;
        }

        // The prefix of a static route may be spelled in several ways, one of them two words long.
        var start = taken.LastIndexOf(' ') + 1;
        var word = taken[start..];
        var mask = end < text.Length ? Words.At(text, end).ToString() : "";
        var prefix = InternetPrefix.Spell(word)
            ?? (InternetAddress.TryReadIpv4(word, out _) ? InternetPrefix.OfMask(word, mask) : word);
        return string.Concat(taken.AsSpan(0, start), prefix);
    }
}
