using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Compare;

/// <summary>An entry of a list: tens of thousands of them are normal, and few of them are ever talked about.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Value">What it says: <c>permit 10.0.0.0/8 le 24</c>.</param>
/// <param name="Definition">The statement's definition.</param>
/// <param name="Line">The line that says it.</param>
internal readonly record struct ListEntry(uint Sequence, string Value, StatementDefinition? Definition, int Line)
{
    /// <summary>True when it lets through what it matches.</summary>
    public bool IsPermit => Value.StartsWith("permit", StringComparison.Ordinal);
}
