using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FrrK8s.KubeApi.Schema;

/// <summary>A structural schema of a CRD, with those of its parts.</summary>
internal sealed record StructuralSchema
{
    private static readonly string[] KnownWords =
    [
        "type", "description", "properties", "additionalProperties", "items", "required", "enum", "default", "minimum", "maximum",
        "minLength", "maxLength", "minItems", "maxItems", "pattern", "format", "nullable", "x-kubernetes-int-or-string",
        "x-kubernetes-preserve-unknown-fields", "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type",
        "x-kubernetes-validations",
    ];

    /// <summary>`object`, `array`, `string`, `integer`, `number`, `boolean`; empty for int-or-string.</summary>
    public string Type { get; private init; } = "";

    /// <summary>What it means.</summary>
    public string Description { get; private init; } = "";

    /// <summary>The fields of an object.</summary>
    public ImmutableSortedDictionary<string, StructuralSchema> Properties { get; private init; } =
        ImmutableSortedDictionary<string, StructuralSchema>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The values of a map.</summary>
    public StructuralSchema? Values { get; private init; }

    /// <summary>The entries of a list.</summary>
    public StructuralSchema? Items { get; private init; }

    /// <summary>Fields that must be there.</summary>
    public ImmutableArray<string> Required { get; private init; } = [];

    /// <summary>The values that are allowed.</summary>
    public ImmutableArray<JsonNode> Enum { get; private init; } = [];

    /// <summary>What an absent field is.</summary>
    public JsonNode? Default { get; private init; }

    /// <summary>The bounds of a number.</summary>
    public (decimal? Least, decimal? Most) Bounds { get; private init; }

    /// <summary>The bounds of the length of a text, or of the number of entries of a list.</summary>
    public (int? Least, int? Most) Size { get; private init; }

    /// <summary>What a text looks like.</summary>
    public Regex? Pattern { get; private init; }

    /// <summary>What a text is.</summary>
    public string Format { get; private init; } = "";

    /// <summary>Whether null is a value.</summary>
    public bool IsNullable { get; private init; }

    /// <summary>Whether a text does as well as a whole number.</summary>
    public bool IsIntOrString { get; private init; }

    /// <summary>Whether fields that are not named here stay.</summary>
    public bool KeepsUnknown { get; private init; }

    /// <summary>`atomic`, `set` or `map`.</summary>
    public string ListType { get; private init; } = "atomic";

    /// <summary>What tells the entries of a map list apart.</summary>
    public ImmutableArray<string> ListKeys { get; private init; } = [];

    /// <summary>Whether an object is replaced as a whole by an apply.</summary>
    public bool IsAtomicMap { get; private init; }

    /// <summary>Rules in CEL.</summary>
    public ImmutableArray<SchemaRule> Rules { get; private init; } = [];

    /// <summary>The schema as it is written.</summary>
    public JsonElement Source { get; private init; }

    /// <summary>Reads a schema. A word that is not understood is refused: a constraint that is not checked must not look as if it were.</summary>
    public static StructuralSchema Read(JsonElement source)
    {
        foreach (var word in source.EnumerateObject().Select(property => property.Name))
        {
            if (Array.IndexOf(KnownWords, word) < 0)
            {
                throw new NotSupportedException($"the schema has `{word}`, which this server does not know");
            }
        }

        var type = Text(source, "type");
        var isList = type == "array";
        return new StructuralSchema
        {
            Type = type,
            Description = Text(source, "description"),
            Properties = source.TryGetProperty("properties", out var properties)
                ? properties.EnumerateObject().ToImmutableSortedDictionary(field => field.Name, field => Read(field.Value), StringComparer.Ordinal)
                : ImmutableSortedDictionary<string, StructuralSchema>.Empty.WithComparers(StringComparer.Ordinal),
            Values = source.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object ? Read(values) : null,
            Items = source.TryGetProperty("items", out var items) ? Read(items) : null,
            Required = Texts(source, "required"),
            Enum = source.TryGetProperty("enum", out var allowed) ? [.. allowed.EnumerateArray().Select(value => Node(value)!)] : [],
            Default = source.TryGetProperty("default", out var fallback) ? Node(fallback) : null,
            Bounds = (Number(source, "minimum"), Number(source, "maximum")),
            Size = ((int?)Number(source, isList ? "minItems" : "minLength"), (int?)Number(source, isList ? "maxItems" : "maxLength")),
            Pattern = Text(source, "pattern") is { Length: > 0 } pattern ? SchemaPattern.Compile(pattern) : null,
            Format = Text(source, "format"),
            IsNullable = Flag(source, "nullable"),
            IsIntOrString = Flag(source, "x-kubernetes-int-or-string"),
            KeepsUnknown = Flag(source, "x-kubernetes-preserve-unknown-fields"),
            ListType = Text(source, "x-kubernetes-list-type") is { Length: > 0 } listType ? listType : "atomic",
            ListKeys = Texts(source, "x-kubernetes-list-map-keys"),
            IsAtomicMap = Text(source, "x-kubernetes-map-type") == "atomic",
            Rules = source.TryGetProperty("x-kubernetes-validations", out var rules) ? [.. rules.EnumerateArray().Select(SchemaRule.Read)] : [],
            Source = source,
        };
    }

    private static string Text(JsonElement source, string name) => source.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static bool Flag(JsonElement source, string name) => source.TryGetProperty(name, out var value) && value.GetBoolean();

    private static decimal? Number(JsonElement source, string name) => source.TryGetProperty(name, out var value) ? value.GetDecimal() : null;

    private static ImmutableArray<string> Texts(JsonElement source, string name) =>
        source.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
