using FrrK8s.Host.Status;

namespace FrrK8s.Host.Metrics;

/// <summary>The conditions of the node as its FRRNodeState has them, for those who look at metrics and not at objects.</summary>
internal sealed class ConditionMetrics : INodeStateWriter, IMetricsSource
{
    private static readonly string[] Statuses = ["True", "False", "Unknown"];

    private NodeState? _state;

    /// <inheritdoc/>
    public void Write(NodeState state) => Volatile.Write(ref _state, state);

    /// <inheritdoc/>
    public void WriteTo(MetricsText text)
    {
        text.Family("frrk8s_node_condition", "gauge", "1 for the status that a condition of the node has, 0 for the others");
        foreach (var condition in Volatile.Read(ref _state)?.Conditions ?? [])
        {
            foreach (var status in Statuses)
            {
                text.Sample(condition.Status == status ? 1 : 0, [("condition", condition.Type), ("status", status.ToLowerInvariant())]);
            }
        }
    }
}
