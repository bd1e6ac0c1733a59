using System.Text.Json;
using FrrK8s.KubeApi.Cel;

namespace FrrK8s.KubeApi.Schema;

/// <summary>A rule in CEL, and what is said when it does not hold.</summary>
internal sealed record SchemaRule(string Rule, string Message, CelExpression Expression)
{
    /// <summary>Reads an entry of `x-kubernetes-validations`.</summary>
    public static SchemaRule Read(JsonElement source)
    {
        foreach (var word in source.EnumerateObject().Select(property => property.Name).Except(["rule", "message"]))
        {
            throw new NotSupportedException($"a rule of the schema has `{word}`, which this server does not know");
        }

        var rule = source.GetProperty("rule").GetString()!;
        var message = source.TryGetProperty("message", out var said) ? said.GetString()! : $"failed rule: {rule}";
        return new SchemaRule(rule, message, CelParser.Parse(rule));
    }
}
