using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FrrK8s.KubeApi.Schema;

/// <summary>The formats that an API server checks; it lets others pass.</summary>
internal static class SchemaFormats
{
    /// <summary>Whether a text has a format.</summary>
    public static bool IsText(string format, string text) => format switch
    {
        "ipv4" => IsAddress(text, AddressFamily.InterNetwork),
        "ipv6" => IsAddress(text, AddressFamily.InterNetworkV6),
        "cidr" => IsCidr(text),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) && text.Contains('T', StringComparison.Ordinal),
        "byte" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        _ => true,
    };

    /// <summary>Whether a number has a format.</summary>
    public static bool IsNumber(string format, decimal number) => format switch
    {
        "int32" => number is >= int.MinValue and <= int.MaxValue,
        "int64" => number is >= long.MinValue and <= long.MaxValue,
        _ => true,
    };

    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address)
        && address.AddressFamily == family
        && !text.Contains('%', StringComparison.Ordinal)
        && (family == AddressFamily.InterNetworkV6 || text.Split('.').Length == 4);

    private static bool IsCidr(string text) =>
        text.Split('/') is [var address, var length]
        && (IsAddress(address, AddressFamily.InterNetwork) || IsAddress(address, AddressFamily.InterNetworkV6))
        && byte.TryParse(length, NumberStyles.None, null, out var bits)
        && bits <= (address.Contains(':', StringComparison.Ordinal) ? 128 : 32);
}
