using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Cel;
using FrrK8s.KubeApi.Schema;

namespace FrrK8s.KubeApi.Writing;

/// <summary>What an API server makes of a ValidatingAdmissionPolicy and asks of it: expressions that can be read.</summary>
internal static class PolicyRules
{
    /// <summary>Sets what the server sets.</summary>
    public static void Prepare(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
        {
            return;
        }

        spec["failurePolicy"] ??= "Fail";
        if (spec["matchConstraints"] is JsonObject constraints)
        {
            constraints["matchPolicy"] ??= "Equivalent";
            constraints["namespaceSelector"] ??= new JsonObject();
            constraints["objectSelector"] ??= new JsonObject();
            foreach (var rule in (constraints["resourceRules"] as JsonArray ?? []).OfType<JsonObject>())
            {
                rule["scope"] ??= "*";
            }
        }
    }

    /// <summary>What is wrong with a policy.</summary>
    public static IEnumerable<SchemaFinding> Check(JsonObject item)
    {
        var spec = item["spec"];
        if (spec?["matchConstraints"]?["resourceRules"] is not JsonArray { Count: > 0 })
        {
            yield return new("spec.matchConstraints", "FieldValueRequired", "Required value");
        }

        foreach (var list in (string[])["matchConditions", "variables", "validations"])
        {
            var entries = spec?[list] as JsonArray ?? [];
            for (var i = 0; i < entries.Count; i++)
            {
                if (Problem((string?)entries[i]?["expression"] ?? "") is { } problem)
                {
                    yield return new($"spec.{list}[{i}].expression", "FieldValueInvalid", $"Invalid value: compilation failed: {problem}");
                }
            }
        }
    }

    private static string? Problem(string expression)
    {
        try
        {
            CelParser.Parse(expression);
            return null;
        }
        catch (CelException failure)
        {
            return failure.Message;
        }
    }
}
