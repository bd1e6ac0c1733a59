namespace FrrK8s.Host.Sources;

/// <summary>A value as it stands in a file, with its place. A tree of these is what YAML and JSON are both read into.</summary>
/// <param name="Line">Counts from 1.</param>
/// <param name="Column">Counts from 1.</param>
internal abstract record SourceNode(int Line, int Column);
