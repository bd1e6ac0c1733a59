namespace FrrK8s.Host.Sources;

/// <summary>A Node as far as node selectors look at it.</summary>
internal sealed record NodeManifest(string Name, IReadOnlyDictionary<string, string> Labels, Place Place);
