using System.Globalization;
using System.Net;
using FrrK8s.Host.Cli;

namespace FrrK8s.Host.Web;

/// <summary>Reads where to listen, as the Go daemon's flags write it: <c>ADDRESS:PORT</c>, <c>:PORT</c> for all addresses, <c>0</c> or nothing for nowhere.</summary>
internal static class ListenAddress
{
    /// <summary>The end point; null for nowhere.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static IPEndPoint? Parse(string option, string text)
    {
        if (text is "" or "0")
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        var bare = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        var address = bare switch
        {
            "" => IPAddress.IPv6Any,
            "localhost" => IPAddress.Loopback,
            _ when bare.Contains(':', StringComparison.Ordinal) != (bare == host) && IPAddress.TryParse(bare, out var one) => one,
            _ => null,
        };
        return address is not null
            && colon >= 0
            && ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new IPEndPoint(address, port)
            : throw new UsageException($"{option}: `{text}` is no address to listen on; ADDRESS:PORT, [ADDRESS]:PORT or :PORT is wanted, or 0 for none");
    }
}
