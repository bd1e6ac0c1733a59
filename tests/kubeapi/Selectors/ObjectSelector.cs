using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Selectors;

/// <summary>Which objects a request is about: namespace, labels, fields.</summary>
internal sealed class ObjectSelector(ResourceKind kind, string? ns, string? labels, string? fields)
{
    private readonly LabelSelector _labels = new(labels);
    private readonly FieldSelector _fields = new(fields, kind);

    /// <summary>Whether an object is meant.</summary>
    public bool Matches(StoredObject item) =>
        (string.IsNullOrEmpty(ns) || item.Namespace == ns) && _labels.Matches(item.Labels) && _fields.Matches(item);
}
