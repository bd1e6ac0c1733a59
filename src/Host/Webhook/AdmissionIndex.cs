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
        }
    }

    /// <summary>The objects but one that a node with these labels admits.</summary>
    public IReadOnlySet<Declaration> AdmittedOn(string node, string exceptId) =>
        Admitted(_selectors.Selecting(Nodes.LabelsOf(node)), exceptId);

    /// <summary>The objects but one that a node admits which has no labels but those that the selector demands.</summary>
    public IReadOnlySet<Declaration> AdmittedBy(NodeSelector selector, string exceptId) =>
        Admitted(_selectors.ImpliedBy(selector), exceptId);

    private HashSet<Declaration> Admitted(IEnumerable<Declaration> selecting, string exceptId)
    {
        var set = new DeclarationSet(selecting.Where(other => !string.Equals(other.Id, exceptId, StringComparison.Ordinal)));
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
