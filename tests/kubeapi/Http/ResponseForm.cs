namespace FrrK8s.KubeApi.Http;

/// <summary>In which form objects are wanted.</summary>
internal enum ResponseForm
{
    /// <summary>As they are.</summary>
    Object,

    /// <summary>As a table to print.</summary>
    Table,

    /// <summary>Their metadata alone.</summary>
    Metadata,
}
