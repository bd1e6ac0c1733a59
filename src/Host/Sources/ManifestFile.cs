namespace FrrK8s.Host.Sources;

/// <summary>What one file holds. A file that cannot be read as YAML or JSON contributes no document, not even its first ones.</summary>
/// <param name="Path">As the user gave it, or <c>stdin</c>.</param>
/// <param name="IsReadable">False when the text is no YAML and no JSON; the problem says where.</param>
internal sealed record ManifestFile(
    string Path, bool IsReadable, IReadOnlyList<ManifestDocument> Documents, IReadOnlyList<SourceProblem> Problems)
{
    /// <summary>True when another reading of the file says the same, at the same places.</summary>
    public bool IsSame(ManifestFile other) =>
        IsReadable == other.IsReadable
        && Problems.SequenceEqual(other.Problems)
        && Documents.Count == other.Documents.Count
        && Documents.Zip(other.Documents).All(pair => pair.First.Number == pair.Second.Number && pair.First.Place == pair.Second.Place && pair.First.Node.IsSame(pair.Second.Node));
}
