using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>
/// The sound objects by their selectors: each distinct selector is asked once, and one that names its labels only about nodes that
/// have one of them.
/// </summary>
internal sealed class SelectorIndex
{
    private readonly Dictionary<NodeSelector, HashSet<Declaration>> _bySelector = [];

    private readonly Dictionary<(string Key, string Value), HashSet<NodeSelector>> _byLabel = [];

    private readonly HashSet<NodeSelector> _anywhere = [];

    /// <summary>An object is there.</summary>
    public void Add(NodeSelector selector, Declaration declaration)
    {
        if (_bySelector.TryGetValue(selector, out var known))
        {
            known.Add(declaration);
            return;
        }

        _bySelector[selector] = [declaration];
        if (selector.Anchors is not { } anchors)
        {
            _anywhere.Add(selector);
            return;
        }

        foreach (var anchor in anchors)
        {
            if (!_byLabel.TryGetValue((anchor.Key, anchor.Value), out var selectors))
            {
                _byLabel[(anchor.Key, anchor.Value)] = selectors = [];
            }

            selectors.Add(selector);
        }
    }

    /// <summary>An object is gone.</summary>
    public void Remove(NodeSelector selector, Declaration declaration)
    {
        if (!_bySelector.TryGetValue(selector, out var known) || !known.Remove(declaration) || known.Count > 0)
        {
            return;
        }

        _bySelector.Remove(selector);
        _anywhere.Remove(selector);
        foreach (var anchor in selector.Anchors ?? [])
        {
            var selectors = _byLabel[(anchor.Key, anchor.Value)];
            selectors.Remove(selector);
            if (selectors.Count == 0)
            {
                _byLabel.Remove((anchor.Key, anchor.Value));
            }
        }
    }

    /// <summary>All objects that select a node with these labels.</summary>
    public List<Declaration> Selecting(IReadOnlyDictionary<string, string> labels)
    {
        var found = new List<Declaration>();
        Add(_anywhere);
        foreach (var label in labels)
        {
            if (_byLabel.TryGetValue((label.Key, label.Value), out var selectors))
            {
                Add(selectors);
            }
        }

        return found;

        void Add(HashSet<NodeSelector> selectors)
        {
            foreach (var selector in selectors)
            {
                if (selector.Matches(labels))
                {
                    found.AddRange(_bySelector[selector]);
                }
            }
        }
    }

    /// <summary>All objects that select every node that the selector could ever select.</summary>
    public IEnumerable<Declaration> ImpliedBy(NodeSelector narrow) =>
        _bySelector.Where(entry => narrow.Implies(entry.Key)).SelectMany(entry => entry.Value);
}
