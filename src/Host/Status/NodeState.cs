namespace FrrK8s.Host.Status;

/// <summary>The status of a FRRNodeState. Holds no secret.</summary>
/// <param name="LastConversionResult"><c>success</c>, or <c>failed: </c> and every refusal; empty before anything was read.</param>
/// <param name="LastReloadResult"><c>success</c>, or <c>failed: </c> and why; empty before the first try.</param>
/// <param name="RunningConfig">What FRR runs, secrets masked.</param>
internal sealed record NodeState(string LastConversionResult, string LastReloadResult, string RunningConfig)
{
    /// <summary>Converted, Applied and InSync.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>The objects that select this node, ordered by namespace and name.</summary>
    public IReadOnlyList<ObjectState> Configurations { get; init; } = [];

    /// <summary>When this was found to be so, RFC 3339. Two states that differ in nothing else are the same.</summary>
    public string ObservedAt { get; init; } = "";

    /// <inheritdoc/>
    public bool Equals(NodeState? other) =>
        other is not null
        && (LastConversionResult, LastReloadResult, RunningConfig) == (other.LastConversionResult, other.LastReloadResult, other.RunningConfig)
        && Conditions.SequenceEqual(other.Conditions)
        && Configurations.SequenceEqual(other.Configurations);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LastConversionResult, LastReloadResult, RunningConfig);
}
