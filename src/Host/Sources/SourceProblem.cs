namespace FrrK8s.Host.Sources;

/// <summary>Something in the input that could not be read, or was not taken. One line: lower case, no full stop.</summary>
/// <param name="IsError">False for what was only ignored: it refuses nothing.</param>
internal sealed record SourceProblem(Place Place, string Message, bool IsError = true);
