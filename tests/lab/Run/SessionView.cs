using FrrK8s.Lab.Frr;

namespace FrrK8s.Lab.Run;

/// <summary>One session of the node, with the routes of both directions.</summary>
internal sealed record SessionView(
    LabLink Link, BgpSession? Session, IReadOnlyList<RouteView> Told, IReadOnlyList<RouteView> Learned)
{
    /// <summary>True when the node has this neighbor and routes can flow.</summary>
    public bool IsEstablished => Session is { IsEstablished: true };
}
