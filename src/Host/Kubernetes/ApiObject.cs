using System.Text.Json;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// An object as its bytes came, of which little is read: most objects of a large cluster are nothing to this node. The bytes lie in a buffer that is
/// used again, so an object is looked at before the next one is asked for; <see cref="Read"/> gives what may be kept.
/// </summary>
/// <param name="name"><c>metadata.name</c></param>
/// <param name="ns"><c>metadata.namespace</c>; empty for an object of the cluster.</param>
/// <param name="resourceVersion"><c>metadata.resourceVersion</c></param>
/// <param name="json">All of it, UTF-8.</param>
/// <param name="nodeSelector">The value of <c>spec.nodeSelector</c>; empty when there is none.</param>
internal sealed class ApiObject(
    string name, string ns, string resourceVersion, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> nodeSelector)
{
    /// <summary><c>metadata.name</c></summary>
    public string Name => name;

    /// <summary><c>metadata.namespace</c>; empty for an object of the cluster.</summary>
    public string Namespace => ns;

    /// <summary><c>metadata.resourceVersion</c></summary>
    public string ResourceVersion => resourceVersion;

    /// <summary>All of it, UTF-8; not to be kept.</summary>
    public ReadOnlyMemory<byte> Json => json;

    /// <summary>The value of <c>spec.nodeSelector</c> as it is spelled; empty when there is none. Not to be kept.</summary>
    public ReadOnlyMemory<byte> NodeSelector => nodeSelector;

    /// <summary>The whole object, for good.</summary>
    public JsonElement Read() => JsonElement.Parse(json.Span);
}
