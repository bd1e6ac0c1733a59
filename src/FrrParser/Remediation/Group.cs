namespace FrrK8s.FrrParser.Remediation;

/// <summary>What is told together, in the order of these numbers and words.</summary>
/// <param name="Rank">Lists before route-maps, route-maps before what uses them.</param>
/// <param name="Router">The identity of a router, or nothing.</param>
/// <param name="Level">Within a router: itself, peer groups, neighbors, families, VNIs.</param>
/// <param name="Subject">Which list, route-map, neighbor or family.</param>
/// <param name="Number">An entry's number.</param>
internal readonly record struct Group(int Rank, string Router, int Level, string Subject, uint Number)
{
    /// <summary>The order in which groups are told.</summary>
    public static readonly IComparer<Group> Order = Comparer<Group>.Create(Compare);

    private static int Compare(Group left, Group right)
    {
        var order = left.Rank.CompareTo(right.Rank);
        order = order != 0 ? order : string.CompareOrdinal(left.Router, right.Router);
        order = order != 0 ? order : left.Level.CompareTo(right.Level);
        order = order != 0 ? order : string.CompareOrdinal(left.Subject, right.Subject);
        return order != 0 ? order : left.Number.CompareTo(right.Number);
    }
}
