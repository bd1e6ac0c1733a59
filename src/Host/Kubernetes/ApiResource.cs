namespace FrrK8s.Host.Kubernetes;

/// <summary>A kind of object and where the API server has it.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Version">For example <c>v1beta1</c>.</param>
/// <param name="Plural">The name in paths.</param>
/// <param name="Kind">The name in objects.</param>
/// <param name="IsNamespaced">False when its objects belong to the cluster.</param>
internal sealed record ApiResource(string Group, string Version, string Plural, string Kind, bool IsNamespaced)
{
    /// <summary>What stands as <c>apiVersion</c> in objects.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>True where nothing that the API server says of an object may be repeated.</summary>
    public bool IsSecret => Group.Length == 0 && Plural == "secrets";

    /// <summary>The path below the server's address, without a slash in front.</summary>
    /// <param name="ns">Null for objects of the cluster, and for all namespaces.</param>
    /// <param name="name">Null for the collection.</param>
    /// <param name="subresource">For example <c>status</c>.</param>
    public string Path(string? ns, string? name = null, string? subresource = null)
    {
        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        var inside = IsNamespaced && ns is not null ? $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}" : $"{root}/{Plural}";
        var one = name is null ? inside : $"{inside}/{Uri.EscapeDataString(name)}";
        return subresource is null ? one : $"{one}/{subresource}";
    }

    /// <summary>For messages: <c>frrconfigurations `ns/x`</c>.</summary>
    public string Describe(string? ns, string? name) => (ns, name) switch
    {
        (null, null) => Plural,
        (_, null) => $"{Plural} of the namespace `{ns}`",
        (null, _) => $"{Kind} `{name}`",
        _ => $"{Kind} `{ns}/{name}`",
    };
}
