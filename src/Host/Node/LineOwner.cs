namespace FrrK8s.Host.Node;

/// <summary>An object that wants a line of the configuration.</summary>
/// <param name="Object"><c>namespace/name</c>.</param>
/// <param name="Path">The field that says so.</param>
/// <param name="Where">For a raw snippet: <c>line 3, </c>, counted in the snippet; else empty.</param>
internal sealed record LineOwner(string Object, string Path, string Where)
{
    /// <summary>True for a raw snippet.</summary>
    public bool IsRaw => Where.Length > 0;
}
