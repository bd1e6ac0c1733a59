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

    /// <summary>As an API server tells the families apart: by the sign that they are written with.</summary>
    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out _)
        && !text.AsSpan().ContainsAny("%[]")
        && (family == AddressFamily.InterNetworkV6
            ? text.Contains(':', StringComparison.Ordinal)
            : text.Contains('.', StringComparison.Ordinal) && (text.Contains(':', StringComparison.Ordinal) || IsDotted(text)));

    private static bool IsDotted(string text) =>
        text.Split('.') is { Length: 4 } parts
        && Array.TrueForAll(parts, part => part is "0" || (part.Length is > 0 and < 4 && part[0] is > '0' and <= '9'));

    private static bool IsCidr(string text) =>
        text.Split('/') is [var address, var length]
        && (IsAddress(address, AddressFamily.InterNetwork) || IsAddress(address, AddressFamily.InterNetworkV6))
        && byte.TryParse(length, NumberStyles.None, null, out var bits)
        && bits <= (address.Contains(':', StringComparison.Ordinal) ? 128 : 32);
}
