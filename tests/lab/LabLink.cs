namespace FrrK8s.Lab;

/// <summary>
/// The two ends of one BGP session: the neighbor's address as the samples name it, the node's, the length of their
/// subnet, and the router at the other end. A subnet for each session lets a router tell the node's sessions apart.
/// </summary>
public sealed record LabLink(string Neighbor, string Node, int Length, string Router)
{
    /// <summary>Every session that tor.conf and edge.conf know.</summary>
    public static readonly IReadOnlyList<LabLink> All =
    [
        new("172.30.0.3", "172.30.0.2", 24, LabRouter.TorName),
        new("172.18.0.5", "172.18.0.4", 31, LabRouter.TorName),
        new("172.18.0.6", "172.18.0.7", 31, LabRouter.TorName),
        new("172.18.0.9", "172.18.0.8", 31, LabRouter.TorName),
        new("172.18.0.11", "172.18.0.10", 31, LabRouter.EdgeName),
        new("172.18.0.13", "172.18.0.12", 31, LabRouter.EdgeName),
    ];

    /// <summary>The session with this neighbor.</summary>
    public static LabLink To(string neighbor) => All.First(link => string.Equals(link.Neighbor, neighbor, StringComparison.Ordinal));

    /// <summary>The sessions that end at this router.</summary>
    public static IEnumerable<LabLink> Of(string router) => All.Where(link => string.Equals(link.Router, router, StringComparison.Ordinal));
}
