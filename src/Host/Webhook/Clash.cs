using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>The object contradicts another one in a cell.</summary>
/// <param name="Theirs">What the other one claims there.</param>
/// <param name="Nodes">The nodes of today on which the two meet for the first time; none for labels that no node has.</param>
/// <param name="Kind">How bad it is.</param>
internal sealed record Clash(DeclaredClaim Theirs, Declaration Other, IReadOnlyList<string> Nodes, ClashKind Kind)
{
    /// <summary>Of what both say something.</summary>
    public Cell Cell => Theirs.Cell;
}
