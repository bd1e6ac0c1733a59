using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>The labels of all nodes, and which nodes have a label: a selector that names its labels looks at few nodes.</summary>
internal sealed class NodeIndex
{
    private static readonly HashSet<string> Nobody = [];

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _labels = new(StringComparer.Ordinal);

    private readonly Dictionary<(string Key, string Value), HashSet<string>> _byLabel = [];

    /// <summary>How many nodes there are.</summary>
    public int Count => _labels.Count;

    /// <summary>The names of all nodes.</summary>
    public IReadOnlyCollection<string> Names => _labels.Keys;

    /// <summary>The labels of a node that is there.</summary>
    public IReadOnlyDictionary<string, string> LabelsOf(string node) => _labels[node];

    /// <summary>True when the node is there with just these labels.</summary>
    public bool Has(string node, IReadOnlyDictionary<string, string> labels) =>
        _labels.TryGetValue(node, out var known)
        && known.Count == labels.Count
        && labels.All(label => known.TryGetValue(label.Key, out var value) && string.Equals(value, label.Value, StringComparison.Ordinal));

    /// <summary>A node is there with these labels.</summary>
    public void Set(string node, IReadOnlyDictionary<string, string> labels)
    {
        Remove(node);
        _labels[node] = labels;
        foreach (var (key, value) in labels)
        {
            if (!_byLabel.TryGetValue((key, value), out var nodes))
            {
                _byLabel[(key, value)] = nodes = new HashSet<string>(StringComparer.Ordinal);
            }

            nodes.Add(node);
        }
    }

    /// <summary>A node is gone.</summary>
    public void Remove(string node)
    {
        if (!_labels.Remove(node, out var labels))
        {
            return;
        }

        foreach (var (key, value) in labels)
        {
            var nodes = _byLabel[(key, value)];
            nodes.Remove(node);
            if (nodes.Count == 0)
            {
                _byLabel.Remove((key, value));
            }
        }
    }

    /// <summary>The nodes that are selected by all of the selectors, in order of their names.</summary>
    public IReadOnlyList<string> Selected(params ReadOnlySpan<NodeSelector> selectors)
    {
        IEnumerable<string> candidates = _labels.Keys;
        var fewest = _labels.Count;
        foreach (var selector in selectors)
        {
            if (selector.Anchors is { } anchors)
            {
                var count = 0;
                foreach (var anchor in anchors)
                {
                    count += WithLabel(anchor).Count;
                }

                if (count < fewest)
                {
                    (fewest, candidates) = (count, anchors.Count == 1 ? WithLabel(anchors[0]) : anchors.SelectMany(WithLabel));
                }
            }
        }

        var found = new List<string>();
        foreach (var node in candidates)
        {
            if (IsSelected(_labels[node], selectors))
            {
                found.Add(node);
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private HashSet<string> WithLabel(KeyValuePair<string, string> label) => _byLabel.GetValueOrDefault((label.Key, label.Value)) ?? Nobody;

    private static bool IsSelected(IReadOnlyDictionary<string, string> labels, ReadOnlySpan<NodeSelector> selectors)
    {
        foreach (var selector in selectors)
        {
            if (!selector.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }
}
