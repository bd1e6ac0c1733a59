using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>
/// Where an object would contradict others: on nodes of today, on every node that one of the two ever selects, or on nodes that
/// somebody could label so. What contradicted before the change does not count again, nor does an object that its nodes refuse.
/// </summary>
internal sealed class ClashFinder(AdmissionIndex index, Declaration wanted, Declaration? before)
{
    private readonly Dictionary<Declaration, List<DeclaredClaim>> _known =
        before is { IsSound: true, Selector: not null } ? index.Claims.RivalsOf(before) : [];

    // Many rivals meet on one node.
    private readonly Dictionary<string, IReadOnlySet<Declaration>> _admitted = new(StringComparer.Ordinal);

    /// <summary>Every contradiction, in order of the other objects' names.</summary>
    public IReadOnlyList<Clash> Find()
    {
        if (wanted is not { IsSound: true, Selector: { IsSatisfiable: true } selector })
        {
            return [];
        }

        return [.. index.Claims.RivalsOf(wanted)
            .OrderBy(rival => rival.Key.Id, StringComparer.Ordinal)
            .SelectMany(rival => Clashes(selector, rival.Key, rival.Value))];
    }

    private IEnumerable<Clash> Clashes(NodeSelector selector, Declaration other, List<DeclaredClaim> claims)
    {
        var theirs = other.Selector!;
        if (!selector.CanMeet(theirs))
        {
            yield break;
        }

        var nodes = index.Nodes.Selected(selector, theirs);
        foreach (var claim in claims)
        {
            var isKnown = _known.TryGetValue(other, out var known) && known.Contains(claim);
            yield return nodes.Count > 0
                ? OnNodes(claim, other, isKnown ? [.. nodes.Where(IsNew)] : nodes)
                : Anywhere(selector, claim, other, isKnown);
        }
    }

    private bool IsNew(string node) => !before!.Selector!.Matches(index.Nodes.LabelsOf(node));

    private Clash OnNodes(DeclaredClaim claim, Declaration other, IReadOnlyList<string> nodes)
    {
        List<string> harmed = [.. nodes.Where(node => AdmittedOn(node).Contains(other))];
        return new Clash(claim, other, harmed, harmed.Count > 0 ? ClashKind.OnNodes : ClashKind.Harmless);
    }

    private IReadOnlySet<Declaration> AdmittedOn(string node)
    {
        if (!_admitted.TryGetValue(node, out var admitted))
        {
            _admitted[node] = admitted = index.AdmittedOn(node, wanted.Id);
        }

        return admitted;
    }

    // Whoever gives a node the labels that the narrower selector demands makes both objects meet, and that is all that the node needs.
    private Clash Anywhere(NodeSelector selector, DeclaredClaim claim, Declaration other, bool isKnown)
    {
        var theirs = other.Selector!;
        var narrow = theirs.Implies(selector) ? theirs : selector.Implies(theirs) ? selector : null;
        if (isKnown && IsAsCertain(narrow, theirs))
        {
            return new Clash(claim, other, [], ClashKind.Harmless);
        }

        if (narrow is null)
        {
            return new Clash(claim, other, [], ClashKind.Possible);
        }

        var isHarmed = index.AdmittedBy(narrow, wanted.Id).Contains(other);
        return new Clash(claim, other, [], isHarmed ? ClashKind.Certain : ClashKind.Harmless);
    }

    private bool IsAsCertain(NodeSelector? narrow, NodeSelector theirs)
    {
        var old = before!.Selector!;
        return old.CanMeet(theirs) && (narrow is null || old.Implies(theirs) || theirs.Implies(old));
    }
}
