using FrrK8s.Host.Sessions;

namespace FrrK8s.Host.Metrics;

/// <summary>
/// The sessions under the names of the Go daemon. Counters are FRR's own and start over with FRR. What cannot be renewed stays, and its age is told.
/// </summary>
internal sealed class SessionMetrics(Func<SessionSnapshot> current, ResetLedger resets, TimeProvider time) : IMetricsSource
{
    private static readonly (string Name, string Type, string Help, Func<BgpNeighbor, double> Value)[] OfBgp =
    [
        ("frrk8s_bgp_session_up", "gauge", "BGP session state (1 is up, 0 is down)", neighbor => neighbor.IsEstablished ? 1 : 0),
        ("frrk8s_bgp_announced_prefixes_total", "gauge", "Number of prefixes currently being advertised on the BGP session", neighbor => neighbor.Families.Sum(family => family.Sent)),
        ("frrk8s_bgp_received_prefixes_total", "gauge", "Number of prefixes currently being received on the BGP session", neighbor => neighbor.Families.Sum(family => family.Accepted)),
        ("frrk8s_bgp_updates_total", "counter", "Number of BGP UPDATE messages sent", neighbor => neighbor.Messages.UpdatesSent),
        ("frrk8s_bgp_updates_total_received", "counter", "Number of BGP UPDATE messages received", neighbor => neighbor.Messages.UpdatesReceived),
        ("frrk8s_bgp_opens_sent", "counter", "Number of BGP open messages sent", neighbor => neighbor.Messages.OpensSent),
        ("frrk8s_bgp_opens_received", "counter", "Number of BGP open messages received", neighbor => neighbor.Messages.OpensReceived),
        ("frrk8s_bgp_notifications_sent", "counter", "Number of BGP notification messages sent", neighbor => neighbor.Messages.NotificationsSent),
        ("frrk8s_bgp_keepalives_sent", "counter", "Number of BGP keepalive messages sent", neighbor => neighbor.Messages.KeepalivesSent),
        ("frrk8s_bgp_keepalives_received", "counter", "Number of BGP keepalive messages received", neighbor => neighbor.Messages.KeepalivesReceived),
        ("frrk8s_bgp_route_refresh_sent", "counter", "Number of BGP route refresh messages sent", neighbor => neighbor.Messages.RouteRefreshSent),
        ("frrk8s_bgp_total_sent", "counter", "Number of total BGP messages sent", neighbor => neighbor.Messages.TotalSent),
        ("frrk8s_bgp_total_received", "counter", "Number of total BGP messages received", neighbor => neighbor.Messages.TotalReceived),
        ("frrk8s_bgp_session_uptime_seconds", "gauge", "Seconds since the BGP session was established; 0 while it is not", neighbor => neighbor.Uptime?.TotalSeconds ?? 0),
    ];

    // Sessions of one address count as one, which is up when all of them are: users' queries know peer and VRF only.
    private static readonly (string Name, string Type, string Help, Func<IEnumerable<BfdPeer>, double> Value)[] OfBfd =
    [
        ("frrk8s_bfd_session_up", "gauge", "BFD session state (1 is up, 0 is down)", peers => peers.All(peer => peer.IsUp) ? 1 : 0),
        ("frrk8s_bfd_control_packet_input", "counter", "Number of received BFD control packets", peers => peers.Sum(peer => peer.Counters.ControlInput)),
        ("frrk8s_bfd_control_packet_output", "counter", "Number of sent BFD control packets", peers => peers.Sum(peer => peer.Counters.ControlOutput)),
        ("frrk8s_bfd_echo_packet_input", "counter", "Number of received BFD echo packets", peers => peers.Sum(peer => peer.Counters.EchoInput)),
        ("frrk8s_bfd_echo_packet_output", "counter", "Number of sent BFD echo packets", peers => peers.Sum(peer => peer.Counters.EchoOutput)),
        ("frrk8s_bfd_session_up_events", "counter", "Number of BFD session up events", peers => peers.Sum(peer => peer.Counters.TimesUp)),
        ("frrk8s_bfd_session_down_events", "counter", "Number of BFD session down events", peers => peers.Sum(peer => peer.Counters.TimesDown)),
        ("frrk8s_bfd_zebra_notifications", "counter", "Number of BFD zebra notifications", peers => peers.Sum(peer => peer.Counters.ZebraNotifications)),
    ];

    /// <inheritdoc/>
    public void WriteTo(MetricsText text)
    {
        var now = current();
        foreach (var (name, type, help, value) in OfBgp)
        {
            text.Family(name, type, help);
            foreach (var neighbor in now.Bgp.Items)
            {
                text.Sample(value(neighbor), Labels(neighbor.Peer, neighbor.Vrf));
            }
        }

        text.Family("frrk8s_bgp_session_resets_total", "counter", "Number of times the BGP session went down, by why it did, in FRR's words");
        foreach (var (vrf, peer, reason, count) in resets.Counts())
        {
            text.Sample(count, [.. Labels(peer, vrf), ("reason", reason)]);
        }

        var peers = now.Bfd.Items.GroupBy(peer => (peer.Peer, peer.Vrf)).ToList();
        foreach (var (name, type, help, value) in OfBfd)
        {
            text.Family(name, type, help);
            foreach (var peer in peers)
            {
                text.Sample(value(peer), Labels(peer.Key.Peer, peer.Key.Vrf));
            }
        }

        text.Family("frrk8s_session_snapshot_age_seconds", "gauge", "Seconds since the daemon of FRR last told its sessions");
        Age("bgpd", now.Bgp.At);
        Age("bfdd", now.Bfd.At);

        void Age(string daemon, long? at)
        {
            if (at is { } known)
            {
                text.Sample(time.GetElapsedTime(known).TotalSeconds, [("daemon", daemon)]);
            }
        }
    }

    private static (string Name, string Value)[] Labels(string peer, string vrf) => [("peer", peer), ("vrf", vrf.Length == 0 ? "default" : vrf)];
}
