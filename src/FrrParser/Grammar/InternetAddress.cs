using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>IPv4 and IPv6 addresses as FRR spells them.</summary>
internal static class InternetAddress
{
    /// <summary>FRR's spelling of an address; null for a word that is none.</summary>
    public static string? Spell(string word) => word.Contains(':', StringComparison.Ordinal) ? SpellIpv6(word) : SpellIpv4(word);

    /// <summary>Four numbers without leading zeros; null for anything else.</summary>
    public static string? SpellIpv4(string word) => IsIpv4(word) ? word : null;

    /// <summary>FRR's spelling of an IPv6 address; null for a word that is none. A zone is no part of an address.</summary>
    public static string? SpellIpv6(string word) => ReadIpv6(word) is { } bytes ? PrintIpv6(bytes) : null;

    /// <summary>True for four numbers of 0 to 255 without leading zeros.</summary>
    public static bool IsIpv4(ReadOnlySpan<char> word) => TryReadIpv4(word, out _);

    /// <summary>The number that an IPv4 address is.</summary>
    public static bool TryReadIpv4(ReadOnlySpan<char> word, out uint address)
    {
        address = 0;
        var (parts, digits, value) = (0, 0, 0);
        foreach (var character in word)
        {
            if (character == '.' && digits > 0 && parts < 3)
            {
                address = (address << 8) | (uint)value;
                (parts, digits, value) = (parts + 1, 0, 0);
            }
            else if (char.IsAsciiDigit(character) && digits < 3 && !(digits > 0 && value == 0))
            {
                value = (value * 10) + (character - '0');
                digits++;
                if (value > 255)
                {
                    return false;
                }
            }
            else
            {
                return false;
            }
        }

        address = (address << 8) | (uint)value;
        return parts == 3 && digits > 0;
    }

    /// <summary>The bytes of an IPv6 address; null for a word that is none.</summary>
    public static byte[]? ReadIpv6(ReadOnlySpan<char> word) =>
        word.Contains(':')
        && !word.ContainsAny('%', '[', '/')
        && IPAddress.TryParse(word, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.GetAddressBytes()
            : null;

    /// <summary>
    /// As inet_ntop writes it, except that an IPv4-mapped address is all hexadecimal: the longest run of two or more zero groups
    /// is <c>::</c>, the first of several, and an address in <c>::/96</c> ends as an IPv4 address does.
    /// </summary>
    public static string PrintIpv6(ReadOnlySpan<byte> bytes)
    {
        Span<ushort> groups = stackalloc ushort[8];
        for (var at = 0; at < groups.Length; at++)
        {
            groups[at] = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at * 2)..]);
        }

        var (start, length) = LongestZeros(groups);
        var isCompatible = start == 0 && length == 6;
        var text = new System.Text.StringBuilder();
        for (var at = 0; at < groups.Length; at++)
        {
            if (length > 0 && at == start)
            {
                text.Append("::");
                at += length - 1;
                continue;
            }

            if (isCompatible)
            {
                return text.Append(CultureInfo.InvariantCulture, $"{bytes[12]}.{bytes[13]}.{bytes[14]}.{bytes[15]}").ToString();
            }

            if (at > 0 && text[^1] != ':')
            {
                text.Append(':');
            }

            text.Append(CultureInfo.InvariantCulture, $"{groups[at]:x}");
        }

        return text.ToString();
    }

    private static (int Start, int Length) LongestZeros(ReadOnlySpan<ushort> groups)
    {
        var best = (Start: -1, Length: 1);
        for (var at = 0; at < groups.Length; at++)
        {
            var end = at;
            while (end < groups.Length && groups[end] == 0)
            {
                end++;
            }

            if (end - at > best.Length)
            {
                best = (at, end - at);
            }

            at = Math.Max(at, end - 1);
        }

        return best.Start < 0 ? (-1, 0) : best;
    }
}
