using System.Text.Json;

namespace FrrK8s.Host.Kubernetes;

/// <summary>All objects of a collection.</summary>
/// <param name="Items">Without <c>apiVersion</c> and <c>kind</c> where the API server leaves them out.</param>
/// <param name="ResourceVersion">What a watch may go on from.</param>
internal sealed record ApiList(IReadOnlyList<JsonElement> Items, string ResourceVersion);
