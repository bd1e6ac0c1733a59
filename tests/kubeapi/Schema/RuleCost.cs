using FrrK8s.KubeApi.Cel;

namespace FrrK8s.KubeApi.Schema;

/// <summary>
/// What an API server thinks that rules in CEL can cost at worst, in its units. It refuses a CRD that could cost too much, whatever objects there are.
/// The estimate is never below that of Kubernetes for the rules that this server can read, and little above.
/// </summary>
internal static class RuleCost
{
    private const long MostOfRule = 10_000_000;
    private const long MostOfDefinition = 100_000_000;
    private const long MostBytes = 3 * 1024 * 1024;

    // A text of which a character may take four bytes costs a tenth of its bytes to read, and each fourth character of a pattern as much again.
    private const int BytesOfCharacter = 4;
    private const double CostOfByte = 0.1;
    private const double CostOfPatternCharacter = 0.25;

    // What a text without bounds takes is bounded by the request alone. The shortest is two quotes and a comma.
    private const int ShortestText = 3;

    /// <summary>The rules that cost too much, each with its place in the schema.</summary>
    public static IEnumerable<SchemaFinding> Check(StructuralSchema schema, string path)
    {
        var costs = Costs(schema, path, times: 1).ToList();
        var total = costs.Sum(cost => cost.Cost);
        return costs.Where(cost => cost.Cost > MostOfRule).Select(cost => Finding(cost.Path, "estimated rule cost", cost.Cost, MostOfRule))
            .Concat(total > MostOfDefinition
                ? [Finding(path, "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema", total, MostOfDefinition)]
                : []);
    }

    // times: how many values there can be at most; null when nothing bounds them.
    private static IEnumerable<(string Path, long Cost)> Costs(StructuralSchema schema, string path, long? times)
    {
        var size = schema.Type == "string" && schema.Size.Most is { } most ? BytesOfCharacter * most : MostBytes;
        var values = times ?? MostBytes / ShortestText;
        var own = schema.Rules.Select((rule, i) => ($"{path}.x-kubernetes-validations[{i}].rule", values * Of(rule.Rule, size)));
        return own
            .Concat(schema.Properties.SelectMany(field => Costs(field.Value, $"{path}.properties[{field.Key}]", times)))
            .Concat(schema.Items is { } items ? Costs(items, $"{path}.items", times * schema.Size.Most) : [])
            .Concat(schema.Values is { } inside ? Costs(inside, $"{path}.additionalProperties", times: null) : []);
    }

    private static long Of(string rule, long size)
    {
        var (tokens, cost) = (new CelTokens(rule), 0L);
        var reading = (long)Math.Ceiling(size * CostOfByte);
        while (!tokens.IsEnd)
        {
            cost += tokens.Read() switch
            {
                (_, "(" or ")" or "[" or "]" or "." or ",") or ('n' or 's', _) => 0,
                (_, "split" or "uint") => 1 + reading,
                (_, "matches") when tokens.Skip("(") && tokens.Next is ('s', var pattern) =>
                    1 + (reading * (long)Math.Ceiling(pattern.Length * CostOfPatternCharacter)),
                _ => 1,
            };
        }

        return cost;
    }

    private static SchemaFinding Finding(string path, string what, long cost, long most) => new(
        path, "FieldValueForbidden", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Forbidden: {what} exceeds budget by factor of {(double)cost / most:0.00}x"));
}
