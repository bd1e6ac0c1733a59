using System.Text.Json;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>One object of a name, as far as it is needed; null while there is none.</summary>
/// <param name="name">Others are not looked at, should the server send them.</param>
/// <param name="guard">Held while anything is changed.</param>
/// <param name="reduce">What of the object is needed.</param>
/// <param name="onChange">Called, with the guard held, after the needed part became another one.</param>
internal sealed class WatchedObject(string name, Lock guard, Func<ApiObject, ManifestDocument> reduce, Action onChange) : IApiStore
{
    private ManifestDocument? _listed;

    /// <summary>What there is. To be read with the guard held.</summary>
    public ManifestDocument? Document { get; private set; }

    /// <inheritdoc/>
    public void Begin() => _listed = null;

    /// <inheritdoc/>
    public void Listed(ApiObject found) => _listed = found.Name == name ? reduce(found) : _listed;

    /// <inheritdoc/>
    public void End()
    {
        Take(_listed);
        _listed = null;
    }

    /// <inheritdoc/>
    public void Put(ApiObject found)
    {
        if (found.Name == name)
        {
            Take(reduce(found));
        }
    }

    /// <inheritdoc/>
    public void Remove(ApiObject gone)
    {
        if (gone.Name == name)
        {
            Take(null);
        }
    }

    private void Take(ManifestDocument? found)
    {
        lock (guard)
        {
            var isSame = (found, Document) switch
            {
                (null, null) => true,
                ({ } one, { } other) => JsonElement.DeepEquals(one.Content, other.Content),
                _ => false,
            };
            if (!isSame)
            {
                Document = found;
                onChange();
            }
        }
    }
}
