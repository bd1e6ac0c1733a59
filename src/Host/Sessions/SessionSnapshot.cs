namespace FrrK8s.Host.Sessions;

/// <summary>All sessions of the node at one time. Never changes; readers take the current one and wait for nobody.</summary>
internal sealed record SessionSnapshot(Answered<BgpNeighbor> Bgp, Answered<BfdPeer> Bfd)
{
    /// <summary>Before the first answer.</summary>
    public static readonly SessionSnapshot Nothing = new(Answered<BgpNeighbor>.Nothing, Answered<BfdPeer>.Nothing);
}
