using System.Text.Json.Nodes;

namespace FrrK8s.KubeApi.Cel;

/// <summary>Asks a rule about a value.</summary>
internal static class CelEvaluator
{
    /// <summary>Null when the rule holds, empty when it does not, else why it has no answer.</summary>
    public static string? Holds(CelExpression rule, JsonNode self)
    {
        try
        {
            return rule(new CelScope("self", CelOperators.From(self), null)) is true ? null : "";
        }
        catch (CelException failure)
        {
            return failure.Message;
        }
    }
}
