namespace FrrK8s.Host.Kubernetes;

/// <summary>How the body of a patch is meant.</summary>
internal enum ApiPatch
{
    /// <summary>RFC 7396: what the body has replaces what is there, null removes, lists are replaced whole.</summary>
    Merge,

    /// <summary>RFC 6902: a list of operations.</summary>
    Json,
}
