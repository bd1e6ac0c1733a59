using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Webhook;

/// <summary>Keeps the labels of all nodes in the index. Kubelets write their nodes often, and labels seldom change.</summary>
internal sealed class NodeStore(AdmissionIndex index) : IApiStore
{
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Begin() => _listed.Clear();

    /// <inheritdoc/>
    public void Listed(ApiObject found)
    {
        _listed.Add(found.Name);
        Put(found);
    }

    /// <inheritdoc/>
    public void End()
    {
        lock (index.Lock)
        {
            foreach (var gone in index.Nodes.Names.Where(name => !_listed.Contains(name)).ToList())
            {
                index.Nodes.Remove(gone);
            }
        }

        _listed.Clear();
    }

    /// <inheritdoc/>
    public void Put(ApiObject found)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (found.Read().Child("metadata")?.Child("labels") is { ValueKind: System.Text.Json.JsonValueKind.Object } written)
        {
            foreach (var label in written.EnumerateObject())
            {
                labels[string.Intern(label.Name)] = label.Value.GetString() ?? "";
            }
        }

        lock (index.Lock)
        {
            if (!index.Nodes.Has(found.Name, labels))
            {
                index.Nodes.Set(found.Name, labels);
            }
        }
    }

    /// <inheritdoc/>
    public void Remove(ApiObject gone)
    {
        lock (index.Lock)
        {
            index.Nodes.Remove(gone.Name);
        }
    }
}
