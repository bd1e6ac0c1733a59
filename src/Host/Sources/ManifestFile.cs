namespace FrrK8s.Host.Sources;

/// <summary>What one file holds. A file that cannot be read as YAML or JSON contributes no document, not even its first ones.</summary>
/// <param name="Path">As the user gave it, or <c>stdin</c>.</param>
/// <param name="IsReadable">False when the text is no YAML and no JSON; the problem says where.</param>
internal sealed record ManifestFile(
    string Path, bool IsReadable, IReadOnlyList<ManifestDocument> Documents, IReadOnlyList<SourceProblem> Problems);
