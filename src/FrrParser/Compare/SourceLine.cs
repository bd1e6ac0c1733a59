namespace FrrK8s.FrrParser.Compare;

/// <summary>A statement of a document.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Text">The statement with single blanks, as it was written otherwise.</param>
/// <param name="Line">The number of its line.</param>
internal readonly record struct SourceLine(ContextPath Path, string Text, int Line)
{
    /// <summary>True when two documents say the same word by word.</summary>
    public bool Says(SourceLine other) => Text == other.Text && Path.Header == other.Path.Header && Path.Identity == other.Path.Identity;
}
