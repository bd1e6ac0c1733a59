using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Prefixes as FRR spells them: without host bits.</summary>
internal static class InternetPrefix
{
    /// <summary>FRR's spelling of a prefix; null for a word that is none.</summary>
    public static string? Spell(string word) => word.Contains(':', StringComparison.Ordinal) ? SpellIpv6(word) : SpellIpv4(word);

    /// <summary>FRR's spelling of an IPv4 prefix: the very same object when it is spelled so already.</summary>
    public static string? SpellIpv4(string word)
    {
        if (!TryReadIpv4(word, out var address, out var length, out var isPlain))
        {
            return null;
        }

        var network = address & MaskIpv4(length);
        return isPlain && network == address ? word : Print(network, length);
    }

    /// <summary>FRR's spelling of an IPv6 prefix.</summary>
    public static string? SpellIpv6(string word)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !TryReadLength(word.AsSpan(slash + 1), 128, out var length, out _)
            || InternetAddress.ReadIpv6(word.AsSpan(0, slash)) is not { } bytes)
        {
            return null;
        }

        for (var bit = length; bit < 128; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return $"{InternetAddress.PrintIpv6(bytes)}/{length}";
    }

    /// <summary>As the <c>network</c> statement takes it: without a length it is that of the address's class (RFC 791 section 3.2).</summary>
    public static string? SpellNetwork(string word)
    {
        if (word.Contains('/', StringComparison.Ordinal))
        {
            return Spell(word);
        }

        return InternetAddress.TryReadIpv4(word, out var address)
            ? SpellIpv4($"{word}/{(address >> 29) switch { < 4 => 8, < 6 => 16, 6 => 24, _ => 32 }}")
            : null;
    }

    /// <summary>The prefix of an address and a mask, in FRR's spelling; as it is written when the mask is none.</summary>
    public static string OfMask(string address, string mask)
    {
        var length = InternetAddress.TryReadIpv4(mask, out var bits) ? BitOperations.PopCount(bits) : 0;
        return bits == MaskIpv4(length) && SpellIpv4($"{address}/{length}") is { } prefix ? prefix : $"{address}/{mask}";
    }

    /// <summary>True for an IPv4 prefix that is spelled as FRR spells it.</summary>
    public static bool IsPlainIpv4(ReadOnlySpan<char> word) =>
        TryReadIpv4(word, out var address, out var length, out var isPlain) && isPlain && (address & MaskIpv4(length)) == address;

    private static bool TryReadIpv4(ReadOnlySpan<char> word, out uint address, out int length, out bool isPlain)
    {
        (address, length, isPlain) = (0, 0, false);
        var slash = word.IndexOf('/');
        return slash > 0
            && InternetAddress.TryReadIpv4(word[..slash], out address)
            && TryReadLength(word[(slash + 1)..], 32, out length, out isPlain);
    }

    private static bool TryReadLength(ReadOnlySpan<char> digits, int most, out int length, out bool isPlain)
    {
        isPlain = digits is ['0'] or [>= '1' and <= '9', ..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= most;
    }

    private static uint MaskIpv4(int length) => length == 0 ? 0 : uint.MaxValue << (32 - length);

    private static string Print(uint network, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, network);
        return $"{bytes[0]}.{bytes[1]}.{bytes[2]}.{bytes[3]}/{length}";
    }
}
