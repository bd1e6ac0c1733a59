namespace FrrK8s.Host.Kubernetes;

/// <summary>A part of a collection. Its objects live only until the next page is asked for.</summary>
/// <param name="ResourceVersion">The same on all pages.</param>
internal sealed record ApiPage(IReadOnlyList<ApiObject> Items, string ResourceVersion);
