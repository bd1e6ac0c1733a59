using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>
/// Where an object would contradict others: on nodes of today, on every node that one of the two ever selects, or on nodes that
/// somebody could label so. What contradicted before the change does not count again, nor does an object that its nodes refuse.
/// </summary>
internal sealed class ClashFinder(AdmissionIndex index, Declaration wanted, Declaration? before)
{
    private readonly Dictionary<Declaration, List<Cell>> _known =
        before is { IsSound: true, Selector: not null } ? index.Claims.RivalsOf(before) : [];

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

    private IEnumerable<Clash> Clashes(NodeSelector selector, Declaration other, List<Cell> cells)
    {
        var theirs = other.Selector!;
        if (!selector.CanMeet(theirs))
        {
            yield break;
        }

        var nodes = index.Nodes.Selected(selector, theirs);
        foreach (var cell in cells)
        {
            var isKnown = _known.TryGetValue(other, out var known) && known.Contains(cell);
            yield return nodes.Count > 0
                ? OnNodes(cell, other, isKnown ? [.. nodes.Where(IsNew)] : nodes)
                : Anywhere(selector, cell, other, isKnown);
        }
    }

    private bool IsNew(string node) => !before!.Selector!.Matches(index.Nodes.LabelsOf(node));

    private Clash OnNodes(Cell cell, Declaration other, IReadOnlyList<string> nodes)
    {
        List<string> harmed = [.. nodes.Where(node => index.AdmittedOn(node, wanted.Id).Contains(other))];
        return new Clash(cell, other, harmed, harmed.Count > 0 ? ClashKind.OnNodes : ClashKind.Harmless);
    }

    // Whoever gives a node the labels that the narrower selector demands makes both objects meet, and that is all that the node needs.
    private Clash Anywhere(NodeSelector selector, Cell cell, Declaration other, bool isKnown)
    {
        var theirs = other.Selector!;
        var narrow = theirs.Implies(selector) ? theirs : selector.Implies(theirs) ? selector : null;
        if (isKnown && IsAsCertain(narrow, theirs))
        {
            return new Clash(cell, other, [], ClashKind.Harmless);
        }

        if (narrow is null)
        {
            return new Clash(cell, other, [], ClashKind.Possible);
        }

        var isHarmed = index.AdmittedBy(narrow, wanted.Id).Contains(other);
        return new Clash(cell, other, [], isHarmed ? ClashKind.Certain : ClashKind.Harmless);
    }

    private bool IsAsCertain(NodeSelector? narrow, NodeSelector theirs)
    {
        var old = before!.Selector!;
        return old.CanMeet(theirs) && (narrow is null || old.Implies(theirs) || theirs.Implies(old));
    }
}
