using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Cel;

namespace FrrK8s.KubeApi.Schema;

/// <summary>Checks an object against a schema, and says what an API server would say.</summary>
internal sealed class SchemaValidator
{
    private readonly List<SchemaFinding> _findings = [];

    private SchemaValidator()
    {
    }

    /// <summary>What a schema refuses. Rules in CEL are asked only when all else is right.</summary>
    public static IReadOnlyList<SchemaFinding> Check(StructuralSchema schema, JsonObject item)
    {
        var validator = new SchemaValidator();
        foreach (var (name, field) in schema.Properties)
        {
            if (name is not ("apiVersion" or "kind" or "metadata") && item.ContainsKey(name))
            {
                validator.Value(field, item[name], name);
            }
        }

        if (validator._findings.Count == 0)
        {
            validator.Rules(schema, item, "");
        }

        return validator._findings;
    }

    /// <summary>The same of one value.</summary>
    public static IReadOnlyList<SchemaFinding> CheckValue(StructuralSchema schema, JsonNode value)
    {
        var validator = new SchemaValidator();
        validator.Value(schema, value, "value");
        if (validator._findings.Count == 0)
        {
            validator.Rules(schema, value, "value");
        }

        return validator._findings;
    }

    private void Value(StructuralSchema schema, JsonNode? value, string path)
    {
        if (value is null && schema.IsNullable)
        {
            return;
        }

        if (!IsOfType(schema, value))
        {
            var named = schema.IsIntOrString ? "integer,string" : schema.Type;
            Add(path, "FieldValueTypeInvalid", $"Invalid value: \"{JsonType(value)}\": {path} in body must be of type {named}: \"{JsonType(value)}\"");
            return;
        }

        switch (value)
        {
            case JsonObject map:
                Object(schema, map, path);
                break;
            case JsonArray list:
                List(schema, list, path);
                break;
            case JsonValue scalar:
                Scalar(schema, scalar, path);
                break;
        }
    }

    private void Object(StructuralSchema schema, JsonObject map, string path)
    {
        foreach (var name in schema.Required.Where(name => !map.ContainsKey(name)))
        {
            Add($"{path}.{name}", "FieldValueRequired", "Required value");
        }

        foreach (var (name, value) in map)
        {
            if ((schema.Properties.GetValueOrDefault(name) ?? schema.Values) is { } field)
            {
                Value(field, value, $"{path}.{name}");
            }
        }
    }

    private void List(StructuralSchema schema, JsonArray list, string path)
    {
        if (list.Count > schema.Size.Most)
        {
            Add(path, "FieldValueTooMany", $"Too many: {list.Count}: must have at most {schema.Size.Most} items");
        }

        if (list.Count < schema.Size.Least)
        {
            Add(path, "FieldValueInvalid", $"Invalid value: {list.Count}: {path} in body should have at least {schema.Size.Least} items");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            Value(schema.Items!, list[i], $"{path}[{i}]");
            var key = schema.ListType switch
            {
                "map" => string.Join(',', schema.ListKeys.Select(name => list[i]?[name]?.ToJsonString())),
                "set" => list[i]?.ToJsonString() ?? "null",
                _ => $"{i}",
            };
            if (!seen.Add(key))
            {
                Add($"{path}[{i}]", "FieldValueDuplicate", $"Duplicate value: {key}");
            }
        }
    }

    private void Scalar(StructuralSchema schema, JsonValue scalar, string path)
    {
        if (schema.Enum.Length > 0 && !schema.Enum.Any(allowed => JsonNode.DeepEquals(allowed, scalar)))
        {
            var allowed = string.Join(", ", schema.Enum.Select(value => value.ToJsonString()));
            Add(path, "FieldValueNotSupported", $"Unsupported value: {scalar.ToJsonString()}: supported values: {allowed}");
        }

        if (scalar.GetValueKind() == JsonValueKind.Number)
        {
            Number(schema, scalar, path);
        }
        else if (scalar.GetValueKind() == JsonValueKind.String)
        {
            Text(schema, scalar.GetValue<string>(), path);
        }
    }

    private void Number(StructuralSchema schema, JsonValue scalar, string path)
    {
        var number = decimal.Parse(scalar.ToJsonString(), System.Globalization.NumberStyles.Float);
        if (number < schema.Bounds.Least)
        {
            Add(path, "FieldValueInvalid", $"Invalid value: {number}: {path} in body should be greater than or equal to {schema.Bounds.Least}");
        }

        if (number > schema.Bounds.Most)
        {
            Add(path, "FieldValueInvalid", $"Invalid value: {number}: {path} in body should be less than or equal to {schema.Bounds.Most}");
        }

        if (!SchemaFormats.IsNumber(schema.Format, number))
        {
            Add(path, "FieldValueInvalid", $"Invalid value: {number}: {path} in body must be of type {schema.Format}: {number}");
        }
    }

    private void Text(StructuralSchema schema, string text, string path)
    {
        var length = text.EnumerateRunes().Count();
        var shown = JsonSerializer.Serialize(text);
        if (length > schema.Size.Most)
        {
            Add(path, "FieldValueTooLong", $"Too long: may not be more than {schema.Size.Most} bytes");
        }

        if (length < schema.Size.Least)
        {
            Add(path, "FieldValueInvalid", $"Invalid value: {shown}: {path} in body should be at least {schema.Size.Least} chars long");
        }

        if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            Add(path, "FieldValueInvalid", $"Invalid value: {shown}: {path} in body should match '{pattern}'");
        }

        if (!SchemaFormats.IsText(schema.Format, text))
        {
            Add(path, "FieldValueInvalid", $"Invalid value: {shown}: {path} in body must be of type {schema.Format}: {shown}");
        }
    }

    private void Rules(StructuralSchema schema, JsonNode? value, string path)
    {
        foreach (var rule in schema.Rules)
        {
            if (value is not null && CelEvaluator.Holds(rule.Expression, value) is { } failure)
            {
                var shown = value is JsonValue ? value.ToJsonString() : $"\"{JsonType(value)}\"";
                Add(path, "FieldValueInvalid", $"Invalid value: {shown}: {(failure.Length == 0 ? rule.Message : failure)}");
            }
        }

        if (value is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Rules(schema.Items!, list[i], $"{path}[{i}]");
            }
        }

        foreach (var (name, inner) in value as JsonObject ?? [])
        {
            if ((schema.Properties.GetValueOrDefault(name) ?? schema.Values) is { } field)
            {
                Rules(field, inner, path.Length == 0 ? name : $"{path}.{name}");
            }
        }
    }

    private void Add(string path, string type, string detail) => _findings.Add(new SchemaFinding(path, type, detail));

    private static bool IsOfType(StructuralSchema schema, JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => schema.Type == "object",
        JsonValueKind.Array => schema.Type == "array",
        JsonValueKind.String => schema.Type == "string" || schema.IsIntOrString,
        JsonValueKind.True or JsonValueKind.False => schema.Type == "boolean",
        JsonValueKind.Number => schema.Type == "number" || ((schema.Type == "integer" || schema.IsIntOrString) && IsWhole(value)),
        _ => false,
    };

    private static bool IsWhole(JsonNode value) =>
        decimal.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, null, out var number) && decimal.Truncate(number) == number;

    private static string JsonType(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => IsWhole(value) ? "integer" : "number",
        _ => "null",
    };
}
