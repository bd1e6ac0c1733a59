namespace FrrK8s.Lab.Frr;

/// <summary>One neighbor as a BGP speaker sees it. Uptime is FRR's own text, `never` before the first session.</summary>
public sealed record BgpSession(string Neighbor, uint RemoteAs, string State, string Uptime, int Established)
{
    /// <summary>True when routes can flow.</summary>
    public bool IsEstablished => string.Equals(State, "Established", StringComparison.Ordinal);
}
