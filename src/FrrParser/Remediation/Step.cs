using FrrK8s.FrrParser.Compare;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>A command with its place in the order.</summary>
/// <param name="Phase">When.</param>
/// <param name="Group">What is told together: a list, a route-map's entry, a neighbor.</param>
/// <param name="Rank">The order within the group.</param>
/// <param name="Line">The order of what is alike.</param>
/// <param name="Command">What FRR is told.</param>
internal sealed record Step(Phase Phase, Group Group, int Rank, long Line, Command Command);
