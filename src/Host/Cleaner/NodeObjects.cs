using System.Text.Json;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Cleaner;

/// <summary>The status objects of one kind, each with the node that it is about.</summary>
/// <param name="nodeOf">Reads the node; empty when the object does not say it.</param>
internal sealed class NodeObjects(ApiResource resource, Func<JsonElement, string> nodeOf, Action onChange) : IApiStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Namespace, string Name), string> _nodes = [];
    private readonly HashSet<(string Namespace, string Name)> _listed = [];

    /// <summary>The kind.</summary>
    public ApiResource Resource => resource;

    /// <summary>The label of a BGPSessionState that names its node.</summary>
    public const string NodeLabel = "frrk8s.metallb.io/node";

    /// <summary>FRRNodeStates: they have the name of their node.</summary>
    public static NodeObjects NodeStates(Action onChange) =>
        new(ApiResources.FrrNodeStates, state => (state.Child("metadata") ?? default).TextOf("name"), onChange);

    /// <summary>BGPSessionStates: their status names the node, and before there is one a label does.</summary>
    public static NodeObjects SessionStates(Action onChange) => new(
        ApiResources.BgpSessionStates,
        state => (state.Child("status") ?? default).TextOf("node") is { Length: > 0 } node
            ? node
            : (state.Child("metadata")?.Child("labels") ?? default).TextOf(NodeLabel),
        onChange);

    /// <summary>The objects of each node.</summary>
    public ILookup<string, (string Namespace, string Name)> ByNode()
    {
        lock (_lock)
        {
            return _nodes.ToList().ToLookup(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal);
        }
    }

    /// <inheritdoc/>
    public void Begin() => _listed.Clear();

    /// <inheritdoc/>
    public void Listed(ApiObject found)
    {
        _listed.Add((found.Namespace, found.Name));
        Put(found);
    }

    /// <inheritdoc/>
    public void End()
    {
        lock (_lock)
        {
            foreach (var gone in _nodes.Keys.Where(id => !_listed.Contains(id)).ToList())
            {
                _nodes.Remove(gone);
            }
        }

        onChange();
    }

    /// <inheritdoc/>
    public void Put(ApiObject found)
    {
        var id = (found.Namespace, found.Name);
        var node = nodeOf(found.Read());
        lock (_lock)
        {
            if (_nodes.TryGetValue(id, out var known) && string.Equals(known, node, StringComparison.Ordinal))
            {
                // Daemons write their states often; whose they are stays.
                return;
            }

            _nodes[id] = node;
        }

        onChange();
    }

    /// <inheritdoc/>
    public void Remove(ApiObject gone)
    {
        lock (_lock)
        {
            _nodes.Remove((gone.Namespace, gone.Name));
        }
    }
}
