namespace FrrK8s.Host.Sources;

/// <summary>What a look into a folder of manifests found.</summary>
/// <param name="HasChanged">False when nothing that matters differs from the scan before.</param>
/// <param name="IsThere">False when the folder does not exist or cannot be listed.</param>
/// <param name="Files">What is in force, in the order of file names.</param>
/// <param name="Settling">When to look again, because a file is still being written; null when all is quiet.</param>
internal sealed record FolderScan(
    bool HasChanged, bool IsThere, IReadOnlyList<ManifestFile> Files, TimeSpan? Settling);
