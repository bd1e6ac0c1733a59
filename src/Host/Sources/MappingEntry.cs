namespace FrrK8s.Host.Sources;

/// <summary>One key of a mapping with its value; the place is that of the key.</summary>
internal readonly record struct MappingEntry(string Key, int Line, int Column, SourceNode Value);
