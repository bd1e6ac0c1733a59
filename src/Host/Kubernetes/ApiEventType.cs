namespace FrrK8s.Host.Kubernetes;

/// <summary>What a watch says of an object. An ERROR of the stream never is an event: it is an <see cref="ApiException"/>.</summary>
internal enum ApiEventType
{
    /// <summary>The object is there.</summary>
    Added,

    /// <summary>The object is another one than before.</summary>
    Modified,

    /// <summary>The object is gone; it comes as it was last.</summary>
    Deleted,

    /// <summary>Nothing happened up to a resource version; the object has nothing else.</summary>
    Bookmark,
}
