using System.Globalization;
using System.Text;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>A kind of variable word: which words are of it, and how FRR spells them (D-26).</summary>
/// <param name="Spell">The word as <c>show running-config</c> writes it; null when it is no word of this kind.</param>
/// <param name="TakesRest">True when it is all that stands to the end of the line.</param>
internal sealed record Argument(Func<string, string?> Spell, bool TakesRest = false)
{
    // bfdd's names of profiles end here without a word of warning.
    private const int LongestProfileName = 63;

    private static readonly string[] RouteOptions =
        ["reject", "blackhole", "tag", "vrf", "label", "table", "nexthop-vrf", "onlink", "color", "bfd", "segments", "from"];

    private static readonly Dictionary<string, Argument> Names = new(StringComparer.Ordinal)
    {
        ["WORD"] = new(word => word),
        ["LINE"] = new(word => word, TakesRest: true),
        ["A.B.C.D"] = new(InternetAddress.SpellIpv4),
        ["X:X::X:X"] = new(InternetAddress.SpellIpv6),
        ["ADDRESS"] = new(InternetAddress.Spell),
        ["PEER"] = new(word => InternetAddress.Spell(word) ?? word),
        ["A.B.C.D/M"] = new(InternetPrefix.SpellIpv4),
        ["X:X::X:X/M"] = new(InternetPrefix.SpellIpv6),
        ["PREFIX"] = new(InternetPrefix.Spell),
        ["NETWORK"] = new(InternetPrefix.SpellNetwork),
        ["ASN"] = new(AsNumber),
        ["RD"] = new(RouteDistinguisher),
        ["RT"] = new(word => word.StartsWith("*:", StringComparison.Ordinal) ? word : RouteDistinguisher(word)),
        ["COMMUNITY"] = new(Community.Spell),
        ["AA:BB:CC"] = new(word => word.Count(':'.Equals) == 2 && word.All(IsDigitOrColon) ? word : null),
        ["NEXTHOP"] = new(word => InternetAddress.Spell(word) ?? word),
        ["INTERFACE"] = new(InterfaceOfRoute),
        ["PROFILE"] = new(ProfileName),
        ["SIGNED"] = new(word => word is ['+' or '-', .. var digits] && ulong.TryParse(digits, out var number) ? $"{word[0]}{number}" : null),
    };

    /// <summary>The kind of a name in the notation; null when it is none.</summary>
    public static Argument? ByName(string name) => Names.GetValueOrDefault(name);

    /// <summary>A number in a range, both ends in it; FRR prints it without leading zeros.</summary>
    public static Argument Number(ulong low, ulong high) => new(word =>
        ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number.ToString(CultureInfo.InvariantCulture)
            : null);

    private static bool IsDigitOrColon(char character) => char.IsAsciiDigit(character) || character == ':';

    // RFC 5396: `1.10` is the number 65546.
    private static string? AsNumber(string word)
    {
        var parts = word.Split('.');
        return parts.Length switch
        {
            1 => Number(1, uint.MaxValue).Spell(word),
            2 when ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var high)
                && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var low)
                && (high, low) != (0, 0) => $"{((uint)high << 16) + low}",
            _ => null,
        };
    }

    // RFC 4364 section 4.2: a number or an address, a colon, a number.
    private static string? RouteDistinguisher(string word)
    {
        var colon = word.LastIndexOf(':');
        if (colon <= 0
            || !uint.TryParse(word[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var second))
        {
            return null;
        }

        var first = InternetAddress.SpellIpv4(word[..colon])
            ?? (uint.TryParse(word[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? $"{number}" : null);
        return first is null ? null : $"{first}:{second}";
    }

    // staticd takes `null0` for a name, and then for what it stands for.
    private static string? InterfaceOfRoute(string word) =>
        word.Equals("Null0", StringComparison.OrdinalIgnoreCase) ? "Null0"
        : word.All(char.IsAsciiDigit) || InternetAddress.Spell(word) is not null || RouteOptions.Contains(word) ? null
        : word;

    private static string ProfileName(string word)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        return bytes.Length <= LongestProfileName ? word : Encoding.UTF8.GetString(bytes, 0, LongestProfileName);
    }
}
