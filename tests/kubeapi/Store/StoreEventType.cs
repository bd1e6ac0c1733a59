namespace FrrK8s.KubeApi.Store;

/// <summary>What a write did.</summary>
internal enum StoreEventType
{
    /// <summary>There was no such object.</summary>
    Added,

    /// <summary>There was one.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,
}
