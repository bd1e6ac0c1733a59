using System.Text.Json;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Selectors;

/// <summary>The `fieldSelector` of a request: `field=value` and `field!=value`, for the few fields that a kind can be selected by.</summary>
internal sealed class FieldSelector
{
    private readonly List<Func<StoredObject, bool>> _terms = [];

    /// <summary>Reads a selector of a kind; an empty one takes everything.</summary>
    public FieldSelector(string? text, ResourceKind kind)
    {
        foreach (var term in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = term.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw ApiFailure.BadRequest($"invalid selector: '{term}'; can't understand '{term}'");
            }

            var isNot = term[at - 1] == '!';
            var field = term[..(isNot ? at - 1 : at)];
            var wanted = term[(at + 1)..].TrimStart('=');
            if (!IsKnown(field, kind))
            {
                throw ApiFailure.BadRequest($"field label not supported: {field}");
            }

            _terms.Add(item => (Value(item, field) == wanted) != isNot);
        }
    }

    /// <summary>Whether an object is meant.</summary>
    public bool Matches(StoredObject item) => _terms.TrueForAll(term => term(item));

    private static bool IsKnown(string field, ResourceKind kind) =>
        field is "metadata.name"
        || (field is "metadata.namespace" && kind.IsNamespaced)
        || (kind == BuiltInKinds.Pods && field is "spec.nodeName" or "spec.serviceAccountName" or "status.phase" or "status.podIP")
        || (kind == BuiltInKinds.Secrets && field is "type")
        || (kind == BuiltInKinds.Namespaces && field is "status.phase")
        || (kind == BuiltInKinds.Nodes && field is "spec.unschedulable")
        || (kind == BuiltInKinds.Events
            && (field is "reason" or "type" or "source" or "reportingComponent" || field.StartsWith("involvedObject.", StringComparison.Ordinal)));

    private static string Value(StoredObject item, string path)
    {
        var value = item.Json;
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return "";
            }
        }

        return value.ToString();
    }
}
