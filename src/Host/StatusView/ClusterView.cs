using FrrK8s.Host.Status;

namespace FrrK8s.Host.StatusView;

/// <summary>What is true of a cluster, as far as who looks may know. Holds no secret.</summary>
/// <param name="Rows">Its nodes, the worst first.</param>
internal sealed record ClusterView(IReadOnlyList<NodeRow> Rows)
{
    /// <summary>What could not be asked, one line each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Each refused object once, the one that most nodes refuse first.</summary>
    public IReadOnlyList<RefusedObject> Refused { get; init; } = [];

    /// <summary>What conditions say that do not hold, other than of refused objects.</summary>
    public IReadOnlyList<(string Node, Condition Condition)> Unmet { get; init; } = [];

    /// <summary>How many nodes have more to say and were not asked.</summary>
    public int NotAsked { get; init; }

    /// <summary>How many nodes are not well.</summary>
    public int Bad => Rows.Count(row => row.Badness > 0);

    /// <summary>True when there is nothing to look after.</summary>
    public bool IsWell => Rows.Count > 0 && Bad == 0 && Problems.Count == 0;
}
