using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace FrrK8s.Host.Node;

/// <summary>
/// The router id of a node that has no IPv4 address for FRR to take one from: without one, no session comes up.
/// It is made from the host name, so that it is the same after every restart.
/// </summary>
internal static class RouterIds
{
    private const uint ReflectedPolynomial = 0xEDB88320;

    /// <summary>The fallback for this machine; empty when it has an IPv4 address besides loopback.</summary>
    public static string ForThisMachine(string hostname) => HasAddress() ? "" : FromHostname(hostname);

    /// <summary>The bytes of the name's CRC-32, lowest first, as a dotted quad.</summary>
    public static string FromHostname(string hostname)
    {
        var crc = Crc32(Encoding.UTF8.GetBytes(hostname));
        return $"{crc & 0xFF}.{(crc >> 8) & 0xFF}.{(crc >> 16) & 0xFF}.{crc >> 24}";
    }

    private static bool HasAddress() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(device => device.GetIPProperties().UnicastAddresses)
            .Any(unicast => unicast.Address.AddressFamily == AddressFamily.InterNetwork
                && !System.Net.IPAddress.IsLoopback(unicast.Address));

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var octet in bytes)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ ReflectedPolynomial;
            }
        }

        return ~crc;
    }
}
