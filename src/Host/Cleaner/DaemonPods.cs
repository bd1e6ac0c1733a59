using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Cleaner;

/// <summary>The nodes that have a pod of the daemon, in whatever phase.</summary>
internal sealed class DaemonPods(Action onChange) : IApiStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    /// <summary>The names of the nodes.</summary>
    public HashSet<string> Nodes()
    {
        lock (_lock)
        {
            return [.. _nodes.Values];
        }
    }

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
        lock (_lock)
        {
            foreach (var gone in _nodes.Keys.Where(name => !_listed.Contains(name)).ToList())
            {
                _nodes.Remove(gone);
            }
        }

        onChange();
    }

    /// <inheritdoc/>
    public void Put(ApiObject found)
    {
        // A pod that has no node yet keeps no state.
        var node = (found.Read().Child("spec") ?? default).TextOf("nodeName");
        lock (_lock)
        {
            _nodes[found.Name] = node;
        }

        onChange();
    }

    /// <inheritdoc/>
    public void Remove(ApiObject gone)
    {
        lock (_lock)
        {
            _nodes.Remove(gone.Name);
        }

        onChange();
    }
}
