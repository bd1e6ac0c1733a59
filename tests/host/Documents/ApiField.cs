using System.Text.Json.Nodes;

namespace FrrK8s.HostTests.Documents;

/// <summary>A field of a custom resource in words.</summary>
internal static class ApiField
{
    /// <summary>Its type.</summary>
    public static string TypeOf(JsonObject field) => (string?)field["type"] switch
    {
        "array" => $"list of {TypeOf(field["items"]!.AsObject())}s",
        "object" when field["additionalProperties"] is not null => "map",
        null => "any",
        var type when field["enum"] is null => type,
        var type => type,
    };

    /// <summary>What values are allowed, and which one holds when none is given.</summary>
    public static string Limits(JsonObject field)
    {
        var item = field["items"] as JsonObject;
        var parts = new List<string?>
        {
            Values(field) ?? (item is null ? null : Values(item)),
            field["maxItems"] is { } items ? $"at most {items}" : null,
            field["minItems"] is { } least ? $"at least {least}" : null,
            field["default"] is { } value ? $"default `{value.ToJsonString().Trim('"')}`" : null,
        };
        parts.AddRange((field["x-kubernetes-validations"] ?? item?["x-kubernetes-validations"])?.AsArray().Select(rule => (string?)rule!["message"]) ?? []);
        var said = parts.OfType<string>().ToList();
        return said.Count == 0 ? "" : $" ({Cell(string.Join("; ", said))})";
    }

    /// <summary>A text in a cell of a table.</summary>
    public static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Trim();

    private static string? Values(JsonObject field) =>
        field["enum"] is JsonArray values ? string.Join(", ", values.Select(value => $"`{value}`"))
        : field["minimum"] is { } least && field["maximum"] is { } most ? $"{least}..{most}"
        : field["pattern"] is { } pattern ? $"`{pattern}`"
        : field["maxLength"] is { } length ? $"at most {length} characters"
        : null;
}
