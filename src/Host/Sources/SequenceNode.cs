namespace FrrK8s.Host.Sources;

/// <summary>A list of values.</summary>
internal sealed record SequenceNode(int Line, int Column, IReadOnlyList<SourceNode> Items) : SourceNode(Line, Column);
