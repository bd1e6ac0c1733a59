using System.Globalization;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Schema;

namespace FrrK8s.KubeApi.Cel;

/// <summary>The functions that rules call; the target of a member call is the first argument.</summary>
internal static class CelFunctions
{
    /// <summary>Calls a function.</summary>
    public static object Call(string name, object?[] arguments) => (name, arguments) switch
    {
        ("size", [string text]) => (long)text.EnumerateRunes().Count(),
        ("size", [List<object?> list]) => (long)list.Count,
        ("size", [JsonObject map]) => (long)map.Count,
        ("split", [string text, string separator]) => text.Split(separator).Select(part => (object?)part).ToList(),
        ("contains", [string text, string part]) => text.Contains(part, StringComparison.Ordinal),
        ("startsWith", [string text, string part]) => text.StartsWith(part, StringComparison.Ordinal),
        ("endsWith", [string text, string part]) => text.EndsWith(part, StringComparison.Ordinal),
        ("lowerAscii", [string text]) => text.ToLowerInvariant(),
        ("matches", [string text, string pattern]) => SchemaPattern.Compile(pattern).IsMatch(text),
        ("isIP", [string text]) => SchemaFormats.IsText("ipv4", text) || SchemaFormats.IsText("ipv6", text),
        ("isCIDR", [string text]) => SchemaFormats.IsText("cidr", text),
        ("int", [string text]) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw new CelException($"cannot convert `{text}` to a number"),
        ("int", [long number]) => number,
        ("uint", [string text]) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw new CelException($"cannot convert `{text}` to a number"),
        ("uint", [long number]) => number >= 0 ? (ulong)number : throw new CelException("unsigned integer overflow"),
        ("string", [long number]) => $"{number}",
        ("string", [string text]) => text,
        ("duration", [string text]) => CelDuration.Parse(text),
        ("getSeconds", [TimeSpan duration]) => duration.Ticks / TimeSpan.TicksPerSecond,
        ("getMilliseconds", [TimeSpan duration]) => duration.Ticks / TimeSpan.TicksPerMillisecond,
        _ => throw new CelException($"found no matching overload for '{name}'"),
    };
}
