namespace FrrK8s.KubeApi.Faults;

/// <summary>A request that came in.</summary>
/// <param name="Verb">As RBAC calls it: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`; else the HTTP method.</param>
/// <param name="Plural">The kind, empty for discovery.</param>
/// <param name="Namespace">Empty for all.</param>
/// <param name="Name">Empty for lists.</param>
/// <param name="Subresource">For example `status`; empty for none.</param>
/// <param name="Path">The path.</param>
/// <param name="Query">What follows the `?`, with it.</param>
public sealed record RequestRecord(
    string Verb, string Plural, string Namespace, string Name, string Subresource, string Path, string Query);
