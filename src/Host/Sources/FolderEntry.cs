namespace FrrK8s.Host.Sources;

/// <summary>What is known of one file of the folder.</summary>
/// <param name="Digest">Of the content that was judged last.</param>
/// <param name="BornAt">When the file was made: one that is written anew in place is the same, one that is moved to its place another.</param>
/// <param name="InForce">The last readable content, with the problems of the content judged last.</param>
internal sealed record FolderEntry(string Digest, DateTime BornAt, ManifestFile InForce);
