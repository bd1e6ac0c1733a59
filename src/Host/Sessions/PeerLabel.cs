using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FrrK8s.Host.Sessions;

/// <summary>A neighbor as the value of a label, which may have no colons: an IPv6 address is written in full, with dashes.</summary>
internal static class PeerLabel
{
    private const int Longest = 63;

    /// <summary>An IPv4 address as it is, an IPv6 address as eight groups of four digits, an interface as it is.</summary>
    public static string Of(string peer)
    {
        if (peer.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(peer, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var bytes = address.GetAddressBytes();
            return string.Join('-', Enumerable.Range(0, 8).Select(group =>
                ((bytes[2 * group] << 8) | bytes[(2 * group) + 1]).ToString("x4", CultureInfo.InvariantCulture)));
        }

        return Allowed(peer);
    }

    /// <summary>A name with each character that a label may not have replaced; Linux allows more in the name of an interface.</summary>
    public static string Allowed(string name)
    {
        var label = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        return label[..Math.Min(label.Length, Longest)].Trim('-', '_', '.');
    }
}
