using System.Collections.Immutable;

namespace FrrK8s.KubeApi.Resources;

/// <summary>The kinds that are served now. CRDs come and go, readers see one of them or the other and nothing between.</summary>
internal sealed class KindRegistry
{
    private ImmutableDictionary<(string Group, string Plural), ResourceKind> _kinds =
        BuiltInKinds.All.ToImmutableDictionary(kind => (kind.Group, kind.Plural));

    /// <summary>All kinds, in a fixed order.</summary>
    public IEnumerable<ResourceKind> All =>
        _kinds.Values.OrderBy(kind => kind.Group, StringComparer.Ordinal).ThenBy(kind => kind.Plural, StringComparer.Ordinal);

    /// <summary>The kind of a URL.</summary>
    public ResourceKind? Find(string group, string version, string plural) =>
        _kinds.TryGetValue((group, plural), out var kind) && kind.Version == version ? kind : null;

    /// <summary>The kind of an object.</summary>
    public ResourceKind? FindKind(string apiVersion, string kindName) =>
        _kinds.Values.FirstOrDefault(kind => kind.Kind == kindName && kind.ApiVersion == apiVersion);

    /// <summary>Serves a kind, or serves it in another way.</summary>
    public void Put(ResourceKind kind) => ImmutableInterlocked.Update(ref _kinds, kinds => kinds.SetItem((kind.Group, kind.Plural), kind));

    /// <summary>Serves it no more.</summary>
    public void Remove(string group, string plural) => ImmutableInterlocked.Update(ref _kinds, kinds => kinds.Remove((group, plural)));
}
