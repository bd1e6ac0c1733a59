using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FrrK8s.Host.Sources;

/// <summary>
/// The type of a plain YAML scalar, as the Kubernetes tools read it: YAML 1.1 with its many booleans, octal numbers
/// with a leading zero and underscores in numbers; dates stay strings.
/// </summary>
internal static partial class YamlScalars
{
    /// <summary>No field of the API is longer; the work on a longer one would grow with its square.</summary>
    private const int LongestInteger = 64;

    private static readonly HashSet<string> Nulls = ["", "~", "null", "Null", "NULL"];

    private static readonly HashSet<string> Trues =
        ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];

    private static readonly HashSet<string> Falses =
        ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];

    /// <summary>Not in JSON, so not in an object of the API.</summary>
    private static readonly HashSet<string> NotNumbers =
        [".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"];

    /// <summary>The kind and the JSON text of a plain scalar; null when the value is a number that JSON cannot hold.</summary>
    public static (JsonValueKind Kind, string Text)? Resolve(string text)
    {
        if (Nulls.Contains(text))
        {
            return (JsonValueKind.Null, "");
        }

        if (Trues.Contains(text) || Falses.Contains(text))
        {
            return (Trues.Contains(text) ? JsonValueKind.True : JsonValueKind.False, "");
        }

        if (NotNumbers.Contains(text))
        {
            return null;
        }

        return text[0] is '+' or '-' or '.' or (>= '0' and <= '9') && Number(text) is { } number
            ? (JsonValueKind.Number, number)
            : (JsonValueKind.String, text);
    }

    private static string? Number(string text)
    {
        var plain = text[0] == '.' ? text : text.Replace("_", "", StringComparison.Ordinal);
        if (Integer(plain) is { } integer)
        {
            return integer.ToString(CultureInfo.InvariantCulture);
        }

        if (!Float().IsMatch(plain) || !double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            return null;
        }

        // A whole number written as a float (`64512.0`) is a whole number in JSON.
        return value == Math.Floor(value) && Math.Abs(value) < 1e15
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static BigInteger? Integer(string plain)
    {
        var negative = plain[0] == '-';
        var digits = plain.AsSpan(plain[0] is '-' or '+' ? 1 : 0);
        BigInteger? value = digits switch
        {
            ['0', 'x' or 'X', .. var hexadecimal] => Digits(hexadecimal, 16),
            ['0', 'b' or 'B', .. var binary] => Digits(binary, 2),
            ['0', 'o' or 'O', .. var octal] => Digits(octal, 8),
            ['0', .. { Length: > 0 } octal] => Digits(octal, 8),
            _ => Digits(digits, 10),
        };
        return negative ? -value : value;
    }

    private static BigInteger? Digits(ReadOnlySpan<char> digits, int radix)
    {
        if (digits.Length > LongestInteger)
        {
            return null;
        }

        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            var weight = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (weight >= radix)
            {
                return null;
            }

            value = (value * radix) + weight;
        }

        return digits.IsEmpty ? null : value;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Float();
}
