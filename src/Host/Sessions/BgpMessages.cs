namespace FrrK8s.Host.Sessions;

/// <summary>Messages of one BGP neighbor since bgpd started.</summary>
internal sealed record BgpMessages
{
    public long OpensSent { get; init; }

    public long OpensReceived { get; init; }

    public long NotificationsSent { get; init; }

    public long UpdatesSent { get; init; }

    public long UpdatesReceived { get; init; }

    public long KeepalivesSent { get; init; }

    public long KeepalivesReceived { get; init; }

    public long RouteRefreshSent { get; init; }

    public long TotalSent { get; init; }

    public long TotalReceived { get; init; }
}
