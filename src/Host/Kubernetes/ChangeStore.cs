namespace FrrK8s.Host.Kubernetes;

/// <summary>Keeps nothing, and only says that something changed.</summary>
internal sealed class ChangeStore(Action onChange) : IApiStore
{
    /// <inheritdoc/>
    public void Begin()
    {
        // The end of the list says it.
    }

    /// <inheritdoc/>
    public void Listed(ApiObject found)
    {
        // The end of the list says it.
    }

    /// <inheritdoc/>
    public void End() => onChange();

    /// <inheritdoc/>
    public void Put(ApiObject found) => onChange();

    /// <inheritdoc/>
    public void Remove(ApiObject gone) => onChange();
}
