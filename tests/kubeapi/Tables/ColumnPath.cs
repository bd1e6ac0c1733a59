using System.Text.Json;

namespace FrrK8s.KubeApi.Tables;

/// <summary>
/// The part of JSONPath that columns use: fields, `[n]`, `[*]` and `[?(@.field=="text")]`.
/// </summary>
internal static class ColumnPath
{
    /// <summary>All values at a path.</summary>
    public static IReadOnlyList<JsonElement> Select(JsonElement root, string path)
    {
        IReadOnlyList<JsonElement> current = [root];
        var rest = path.AsSpan().TrimStart('$');
        while (rest.Length > 0)
        {
            var (step, length) = Step(rest);
            current = [.. current.SelectMany(step)];
            rest = rest[length..];
        }

        return current;
    }

    private static (Func<JsonElement, IEnumerable<JsonElement>> Step, int Length) Step(ReadOnlySpan<char> rest)
    {
        if (rest[0] == '[')
        {
            var end = rest.IndexOf(']');
            return (Bracket(rest[1..end].ToString()), end + 1);
        }

        var from = rest[0] == '.' ? 1 : 0;
        var stop = from;
        while (stop < rest.Length && rest[stop] is not ('.' or '['))
        {
            stop += rest[stop] == '\\' ? 2 : 1;
        }

        return (Field(rest[from..stop].ToString().Replace("\\", "", StringComparison.Ordinal)), stop);
    }

    private static Func<JsonElement, IEnumerable<JsonElement>> Field(string name) =>
        value => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found) ? [found] : [];

    private static Func<JsonElement, IEnumerable<JsonElement>> Bracket(string inside)
    {
        if (inside == "*")
        {
            return value => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
        }

        if (inside.StartsWith("?(@.", StringComparison.Ordinal))
        {
            var sides = inside[4..^1].Split("==");
            var (name, wanted) = (sides[0].Trim(), sides[1].Trim().Trim('"', '\''));
            return value => value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().Where(item => Field(name)(item).Any(found => found.ToString() == wanted))
                : [];
        }

        if (int.TryParse(inside, out var index))
        {
            return value => value.ValueKind == JsonValueKind.Array && index < value.GetArrayLength() ? [value[index]] : [];
        }

        return Field(inside.Trim('"', '\''));
    }
}
