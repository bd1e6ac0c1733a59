using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FrrK8s.Host.Sessions;

/// <summary>A neighbor as the value of a label, which may have no colons: an IPv6 address is written in full, with dashes.</summary>
internal static class PeerLabel
{
    private const int Longest = 63;

    private const int Groups = 8;

    private const int FullLength = (Groups * 4) + Groups - 1;

    /// <summary>An IPv4 address as it is, an IPv6 address as eight groups of four digits, an interface as it is.</summary>
    public static string Of(string peer)
    {
        if (peer.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(peer, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var bytes = address.GetAddressBytes();
            return string.Join('-', Enumerable.Range(0, Groups).Select(group =>
                ((bytes[2 * group] << 8) | bytes[(2 * group) + 1]).ToString("x4", CultureInfo.InvariantCulture)));
        }

        return Allowed(peer);
    }

    /// <summary>The neighbor that a label stands for; what it had that a label may not have is lost.</summary>
    public static string Read(string label) =>
        label.Length == FullLength && label.Count(letter => letter == '-') == Groups - 1 && IPAddress.TryParse(label.Replace('-', ':'), out var address)
            ? address.ToString()
            : label;

    /// <summary>A name with each character that a label may not have replaced; Linux allows more in the name of an interface.</summary>
    public static string Allowed(string name)
    {
        var label = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        return label[..Math.Min(label.Length, Longest)].Trim('-', '_', '.');
    }
}
