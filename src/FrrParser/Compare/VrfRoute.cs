using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>A static route that names its VRF itself: the same as one in the block of the VRF, where FRR shows it (D-29).</summary>
internal static class VrfRoute
{
    private const string Vrf = " vrf ";

    /// <summary>True for a static route.</summary>
    public static bool IsRoute(string text)
    {
        var positive = text.StartsWith("no ", StringComparison.Ordinal) ? text.AsSpan(3) : text;
        return positive.StartsWith("ip route ") || positive.StartsWith("ipv6 route ");
    }

    /// <summary>The header of the VRF's block and the route as it stands in it; null for every other statement.</summary>
    public static (string Header, string Text)? Split(SourceLine line)
    {
        if (line.Path.Kind != ContextKind.Root || !IsRoute(line.Text))
        {
            return null;
        }

        var at = line.Text.IndexOf(Vrf, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var name = Words.At(line.Text, at + Vrf.Length).ToString();
        return name.Length == 0 || name == "default" ? null : ($"vrf {name}", line.Text.Remove(at, Vrf.Length + name.Length));
    }
}
