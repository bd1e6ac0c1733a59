namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// Keeps of a collection what somebody needs. It is told by one watcher, one call at a time; the objects that it is given live no longer than the call.
/// </summary>
internal interface IApiStore
{
    /// <summary>A list begins. What was listed before and not to its end is forgotten.</summary>
    void Begin();

    /// <summary>An object of the list.</summary>
    void Listed(ApiObject found);

    /// <summary>The list is whole: what is not on it is gone.</summary>
    void End();

    /// <summary>An object is there, or is another one than before; it may also be the same.</summary>
    void Put(ApiObject found);

    /// <summary>An object is gone.</summary>
    void Remove(ApiObject gone);
}
