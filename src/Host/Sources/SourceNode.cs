namespace FrrK8s.Host.Sources;

/// <summary>A value as it stands in a file, with its place. A tree of these is what YAML and JSON are both read into.</summary>
/// <param name="Line">Counts from 1.</param>
/// <param name="Column">Counts from 1.</param>
internal abstract record SourceNode(int Line, int Column)
{
    /// <summary>True when another tree has the same values at the same places.</summary>
    public bool IsSame(SourceNode other) => (this, other) switch
    {
        (MappingNode one, MappingNode two) => IsPlacedAs(other)
            && one.Entries.Count == two.Entries.Count
            && one.Entries.Zip(two.Entries).All(pair => pair.First with { Value = pair.Second.Value } == pair.Second && pair.First.Value.IsSame(pair.Second.Value)),
        (SequenceNode one, SequenceNode two) => IsPlacedAs(other)
            && one.Items.Count == two.Items.Count
            && one.Items.Zip(two.Items).All(pair => pair.First.IsSame(pair.Second)),
        _ => Equals(other),
    };

    private bool IsPlacedAs(SourceNode other) => Line == other.Line && Column == other.Column;
}
