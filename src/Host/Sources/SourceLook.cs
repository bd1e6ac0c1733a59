namespace FrrK8s.Host.Sources;

/// <summary>What a source has to say at one moment.</summary>
/// <param name="HasChanged">False when it is the same as at the look before.</param>
/// <param name="IsKnown">False as long as the source could never be read: what it holds is not "nothing" then.</param>
/// <param name="Files">What is in force.</param>
/// <param name="Problems">With the source itself, beside those of its files.</param>
/// <param name="LookAgain">When to look again if nothing happens before.</param>
internal sealed record SourceLook(
    bool HasChanged,
    bool IsKnown,
    IReadOnlyList<ManifestFile> Files,
    IReadOnlyList<SourceProblem> Problems,
    TimeSpan LookAgain)
{
    /// <summary>How many FRRConfigurations there are besides, all of them for other nodes.</summary>
    public int Others { get; init; }
}
