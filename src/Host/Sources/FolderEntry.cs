namespace FrrK8s.Host.Sources;

/// <summary>What is known of one file of the folder.</summary>
/// <param name="Digest">Of the content that was judged last.</param>
/// <param name="InForce">The last readable content, with the problems of the content judged last.</param>
internal sealed record FolderEntry(string Digest, ManifestFile InForce);
