using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>Says contradictions: one line for each cell and kind, with all sides, their values and the nodes.</summary>
internal static class ClashText
{
    private const int NamedNodes = 5;

    /// <summary>The lines for some contradictions of one object.</summary>
    public static IReadOnlyList<string> Lines(Declaration wanted, IEnumerable<Clash> clashes) =>
    [
        .. clashes
            .GroupBy(clash => (clash.Cell, clash.Kind))
            .Select(group => (group.Key.Kind, Clashes: group.ToList(), Problem: Engine.Contradiction(wanted, group.Key.Cell, group.Select(clash => clash.Theirs))))
            .Where(line => line.Problem is not null)
            .Select(line => $"{Of(line.Problem!)}; {Where(line.Kind, line.Clashes)}"),
    ];

    /// <summary>A problem as one line.</summary>
    public static string Of(Problem problem) => problem.Path.Length > 0 ? $"{problem.Path}: {problem.Message}" : problem.Message;

    /// <summary>The first names, and how many more there are.</summary>
    public static string Nodes(IReadOnlyList<string> names)
    {
        var more = names.Count > NamedNodes ? $" and {names.Count - NamedNodes} more" : "";
        return $"{(names.Count == 1 ? "node" : "nodes")} {string.Join(", ", names.Take(NamedNodes))}{more}";
    }

    private static string Where(ClashKind kind, List<Clash> clashes) => kind switch
    {
        ClashKind.OnNodes => $"they meet on {Nodes([.. clashes.SelectMany(clash => clash.Nodes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])}",
        ClashKind.Certain => "no node has both, but every node that one of them selects is selected by the other too",
        ClashKind.Possible => "no node has both, but one could be labelled so that it has",
        _ => "it is so already, or nodes refuse the other object anyway",
    };
}
