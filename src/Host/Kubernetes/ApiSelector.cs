namespace FrrK8s.Host.Kubernetes;

/// <summary>Which objects of a collection are meant, in the API server's own words.</summary>
/// <param name="Labels">A label selector, or null for all.</param>
/// <param name="Fields">A field selector, or null for all.</param>
internal sealed record ApiSelector(string? Labels, string? Fields)
{
    /// <summary>Every object.</summary>
    public static readonly ApiSelector All = new(null, null);

    /// <summary>The one object of a name.</summary>
    public static ApiSelector Name(string name) => new(null, $"metadata.name={name}");

    /// <summary>As parameters of a request, each with <c>&amp;</c> in front.</summary>
    public string Query =>
        (Labels is null ? "" : $"&labelSelector={Uri.EscapeDataString(Labels)}")
        + (Fields is null ? "" : $"&fieldSelector={Uri.EscapeDataString(Fields)}");
}
