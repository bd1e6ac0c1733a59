using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>
/// Everything that an admission looks at: the objects of the daemon's namespace, read, and the labels of all nodes. Fed by watches.
/// It is not safe for several threads: whoever uses it holds <see cref="Lock"/>.
/// </summary>
internal sealed class AdmissionIndex
{
    private const int MostSets = 4096;

    private readonly Dictionary<string, KnownObject> _objects = new(StringComparer.Ordinal);

    private readonly SelectorIndex _selectors = new();

    private readonly Dictionary<DeclarationSet, HashSet<Declaration>> _admitted = [];

    // Of nodes that were asked about, with the labels that they had then.
    private readonly Dictionary<string, (IReadOnlyDictionary<string, string> Labels, HashSet<Declaration> Admitted)> _onNode = new(StringComparer.Ordinal);

    /// <summary>Held while anything here is read or written.</summary>
    public Lock Lock { get; } = new();

    /// <summary>The nodes.</summary>
    public NodeIndex Nodes { get; } = new();

    /// <summary>What the objects claim.</summary>
    public ClaimIndex Claims { get; } = new();

    /// <summary>The objects by <c>namespace/name</c>.</summary>
    public IReadOnlyDictionary<string, KnownObject> Objects => _objects;

    /// <summary>A version of an object takes the place of the one before.</summary>
    public void Set(KnownObject known)
    {
        Remove(known.Declaration.Id);
        _objects[known.Declaration.Id] = known;
        if (known.Declaration is { IsSound: true, Selector: { IsSatisfiable: true } selector } declaration)
        {
            _selectors.Add(selector, declaration);
            Claims.Add(declaration);
            ForgetNodes(selector);
        }
    }

    /// <summary>An object is gone.</summary>
    public void Remove(string id)
    {
        if (!_objects.Remove(id, out var known))
        {
            return;
        }

        if (known.Declaration.Selector is { } selector)
        {
            _selectors.Remove(selector, known.Declaration);
            Claims.Remove(known.Declaration);
            ForgetNodes(selector);
        }
    }

    /// <summary>The objects but one that a node with these labels admits.</summary>
    public IReadOnlySet<Declaration> AdmittedOn(string node, string exceptId)
    {
        var labels = Nodes.LabelsOf(node);
        if (_objects.TryGetValue(exceptId, out var own) && own.Declaration is { IsSound: true, Selector: { } selector } && selector.Matches(labels))
        {
            return Admitted(_selectors.Selecting(labels), exceptId);
        }

        if (!_onNode.TryGetValue(node, out var known) || !ReferenceEquals(known.Labels, labels))
        {
            if (_onNode.Count > Nodes.Count)
            {
                _onNode.Clear();
            }

            _onNode[node] = known = (labels, Admitted(_selectors.Selecting(labels), ""));
        }

        return known.Admitted;
    }

    /// <summary>The objects but one that a node admits which has no labels but those that the selector demands.</summary>
    public IReadOnlySet<Declaration> AdmittedBy(NodeSelector selector, string exceptId) =>
        Admitted([.. _selectors.ImpliedBy(selector)], exceptId);

    private void ForgetNodes(NodeSelector selector)
    {
        if (_onNode.Count == 0)
        {
            return;
        }

        if (selector.Anchors is null)
        {
            // To find out which nodes it selects would cost as much as to answer for all of them anew.
            _onNode.Clear();
            return;
        }

        foreach (var node in Nodes.Selected(selector))
        {
            _onNode.Remove(node);
        }
    }

    private HashSet<Declaration> Admitted(List<Declaration> selecting, string exceptId)
    {
        selecting.RemoveAll(other => string.Equals(other.Id, exceptId, StringComparison.Ordinal));
        var set = new DeclarationSet(selecting);
        if (!_admitted.TryGetValue(set, out var admitted))
        {
            // Nodes of one set have one answer, which no later change makes wrong: it is about these very versions.
            if (_admitted.Count >= MostSets)
            {
                _admitted.Clear();
            }

            _admitted[set] = admitted = [.. Engine.Admit(set.Members)];
        }

        return admitted;
    }
}
