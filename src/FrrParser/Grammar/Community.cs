using System.Globalization;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>BGP communities (RFC 1997) as FRR spells them: the well-known ones by name.</summary>
internal static class Community
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["65535:0"] = "graceful-shutdown",
        ["65535:1"] = "accept-own",
        ["65535:2"] = "route-filter-translated-v4",
        ["65535:3"] = "route-filter-v4",
        ["65535:4"] = "route-filter-translated-v6",
        ["65535:5"] = "route-filter-v6",
        ["65535:6"] = "llgr-stale",
        ["65535:7"] = "no-llgr",
        ["65535:8"] = "accept-own-nexthop",
        ["65535:666"] = "blackhole",
        ["65535:65281"] = "no-export",
        ["65535:65282"] = "no-advertise",
        ["65535:65283"] = "local-AS",
        ["65535:65284"] = "no-peer",
    };

    /// <summary>FRR's spelling of a community; null for a word that is none.</summary>
    public static string? Spell(string word)
    {
        // FRR 10 does not take the name that FRR 8 prints for it; both take the number.
        if (word == "internet")
        {
            return "0:0";
        }

        if (Names.ContainsValue(word))
        {
            return word;
        }

        var colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0
            || !ushort.TryParse(word.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var high)
            || !ushort.TryParse(word.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var low))
        {
            return null;
        }

        var plain = $"{high}:{low}";
        return Names.GetValueOrDefault(plain, plain);
    }

    /// <summary>The number of a community in FRR's spelling, by which FRR sorts.</summary>
    public static string Numbers(string spelled) =>
        Names.FirstOrDefault(name => name.Value == spelled).Key ?? spelled;
}
