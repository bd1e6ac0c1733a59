using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Compare;

/// <summary>Something that a configuration says.</summary>
/// <param name="Path">Where.</param>
/// <param name="Identity">About what; with the path it is unique in a configuration.</param>
/// <param name="Value">What of it.</param>
/// <param name="Text">The statement in FRR's spelling, with its <c>no</c> when it says no.</param>
/// <param name="Definition">The statement's definition; null when no grammar knows it.</param>
/// <param name="Line">The line that says it.</param>
internal sealed record Fact(ContextPath Path, string Identity, string Value, string Text, StatementDefinition? Definition, int Line)
{
    /// <summary>Its place in an ordered list; 0 elsewhere.</summary>
    public uint Sequence { get; init; }

    /// <summary>The context that it opens; null when it opens none.</summary>
    public ContextPath? Opens { get; init; }

    /// <summary>What it is about, in the whole configuration.</summary>
    public string Key => Path.IdentityOf(Identity);

    /// <summary>The order in which FRR is told it; what no grammar knows comes last.</summary>
    public int Rank => Definition?.Rank ?? int.MaxValue;

    /// <summary>True when two facts say the same.</summary>
    public bool Says(Fact other) => Value == other.Value;
}
