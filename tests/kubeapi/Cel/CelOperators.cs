using System.Text.Json;
using System.Text.Json.Nodes;

namespace FrrK8s.KubeApi.Cel;

/// <summary>
/// Operators and access. Values are `bool`, `long`, `ulong`, `double`, `string`, `TimeSpan`, lists and JSON objects; numbers of different
/// kinds can be compared and not added.
/// </summary>
internal static class CelOperators
{
    /// <summary>A JSON value as the language has it.</summary>
    public static object? From(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.Array => node.AsArray().Select(From).ToList(),
        JsonValueKind.Object => node,
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => long.TryParse(node.ToJsonString(), out var whole) ? whole : node.GetValue<double>(),
    };

    /// <summary>A binary operator.</summary>
    public static object Apply(string sign, object? left, object? right) => sign switch
    {
        "==" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        "in" => right is JsonObject map ? left is string key && map.ContainsKey(key) : Items(right).Exists(item => AreEqual(item, left)),
        "<" => Compare(left, right) < 0,
        "<=" => Compare(left, right) <= 0,
        ">" => Compare(left, right) > 0,
        ">=" => Compare(left, right) >= 0,
        _ => Calculate(sign, left, right),
    };

    /// <summary>A field of an object.</summary>
    public static object? Field(object? target, string name) =>
        target is JsonObject map && map.ContainsKey(name) ? From(map[name]) : throw new CelException($"no such key: {name}");

    /// <summary>An entry of a list or of an object.</summary>
    public static object? Index(object? target, object? index) => (target, index) switch
    {
        (List<object?> list, long at) when at >= 0 && at < list.Count => list[(int)at],
        (List<object?>, long at) => throw new CelException($"index out of bounds: {at}"),
        (JsonObject, string name) => Field(target, name),
        _ => throw new CelException("no such overload: []"),
    };

    /// <summary>The entries of a list, or the keys of an object.</summary>
    public static List<object?> Items(object? value) => value switch
    {
        List<object?> list => list,
        JsonObject map => [.. map.Select(field => field.Key)],
        _ => throw new CelException("no such overload: it is not a list"),
    };

    private static object Calculate(string sign, object? left, object? right)
    {
        try
        {
            return (sign, left, right) switch
            {
                ("+", long a, long b) => checked(a + b),
                ("-", long a, long b) => checked(a - b),
                ("*", long a, long b) => checked(a * b),
                ("/", long a, long b) => a / b,
                ("%", long a, long b) => a % b,
                ("+", ulong a, ulong b) => checked(a + b),
                ("-", ulong a, ulong b) => checked(a - b),
                ("*", ulong a, ulong b) => checked(a * b),
                ("/", ulong a, ulong b) => a / b,
                ("%", ulong a, ulong b) => a % b,
                ("+", string a, string b) => a + b,
                ("+", List<object?> a, List<object?> b) => (List<object?>)[.. a, .. b],
                _ => throw new CelException($"no such overload: {sign}"),
            };
        }
        catch (ArithmeticException refused)
        {
            throw new CelException(refused.Message);
        }
    }

    private static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (JsonNode a, JsonNode b) => JsonNode.DeepEquals(a, b),
        _ when IsNumber(left) && IsNumber(right) => Compare(left, right) == 0,
        _ => Equals(left, right),
    };

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        _ when IsNumber(left) && IsNumber(right) => Convert.ToDecimal(left).CompareTo(Convert.ToDecimal(right)),
        _ => throw new CelException("no such overload: the two sides cannot be compared"),
    };

    private static bool IsNumber(object? value) => value is long or ulong or double;
}
