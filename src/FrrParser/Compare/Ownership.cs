using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// Whose a statement is. What we intend is ours wherever it stands. What only runs is drift in the sections that we own; elsewhere it
/// is somebody else's, unless we once wrote it (D-3).
/// </summary>
/// <param name="Sections">The sections that we own.</param>
/// <param name="Written">What we wrote before; null when nobody remembers.</param>
public sealed record Ownership(Section Sections, Document? Written = null)
{
    /// <summary>The sections that this product writes.</summary>
    public static readonly Ownership Default = new(Section.Rendered);

    // FRR writes these itself, and none of them can be removed.
    private static readonly string[] OwnedByFrr =
        ["frr version ", "frr defaults ", "hostname ", "service integrated-vtysh-config", "no ip forwarding", "no ipv6 forwarding"];

    /// <summary>True for what FRR itself writes and keeps, whoever owns the rest.</summary>
    internal static bool IsFrrs(Fact fact) =>
        fact.Path.Kind == ContextKind.Root && OwnedByFrr.Any(start => fact.Text.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The section that a fact belongs to.</summary>
    internal static Section SectionOf(ContextPath path, StatementDefinition? definition)
    {
        if (path.Enclosing(ContextKind.RouterBgp) is not null)
        {
            return Section.Bgp;
        }

        if (path.Enclosing(ContextKind.Bfd) is not null)
        {
            return Section.Bfd;
        }

        return (path.Kind, definition?.Chapter) switch
        {
            (ContextKind.RouteMap, _) or (_, Chapter.RouteMap) => Section.RouteMap,
            (_, Chapter.Bgp) => Section.Bgp,
            (_, Chapter.PrefixList) => Section.PrefixList,
            (_, Chapter.Bfd) => Section.Bfd,
            (_, Chapter.Vrf) => Section.Vrf,
            (_, Chapter.AccessList) => Section.AccessList,
            (_, Chapter.CommunityList) => Section.CommunityList,
            (_, Chapter.Static) => Section.Static,
            (ContextKind.Interface, _) or (_, Chapter.Interface) => Section.Interface,
            _ => Section.Other,
        };
    }

    internal bool Owns(ContextPath path, StatementDefinition? definition) => Sections.HasFlag(SectionOf(path, definition));
}
