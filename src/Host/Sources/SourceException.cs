namespace FrrK8s.Host.Sources;

/// <summary>A text that cannot be read as YAML or JSON at all. Never leaves <see cref="ManifestReader"/>.</summary>
internal sealed class SourceException(int line, int column, string message) : Exception(message)
{
    /// <summary>Counts from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Counts from 1.</summary>
    public int Column { get; } = column;
}
