using System.Text.Json;
using FrrK8s.Rules;

namespace FrrK8s.Bench.Inputs;

/// <summary>The work that all benchmarks measure: from parsed JSON to the text that FRR reads.</summary>
internal static class Node
{
    public static NodeInput Input(IEnumerable<JsonElement> configurations, string name = "node-0") =>
        new()
        {
            Configurations = [.. configurations],
            NodeLabels = new Dictionary<string, string>(StringComparer.Ordinal) { ["kubernetes.io/hostname"] = name },
        };

    /// <summary>Decodes, selects, accepts, merges and renders; gives the lines.</summary>
    public static long Compile(NodeInput input)
    {
        var result = Engine.Compile(input);
        _ = result.Text;
        return result.Lines.Count;
    }

    /// <summary>As <see cref="Compile"/>, for input that is wrong: gives the problems.</summary>
    public static long CompileProblems(NodeInput input)
    {
        var result = Engine.Compile(input);
        _ = result.Text;
        return result.Objects.Sum(report => (long)report.Problems.Count);
    }
}
