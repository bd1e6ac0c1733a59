using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Observation;

/// <summary>Metrics and health of a node with real FRR, as a scrape sees them.</summary>
public sealed class LabObservationTests
{
    private const string Peer = "172.18.0.5";
    private const string Labels = $"{{peer=\"{Peer}\",vrf=\"default\"}}";

    private const string Manifest = $$"""
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata:
          name: observed
          namespace: frr-k8s-system
        spec:
          bgp:
            bfdProfiles:
              - name: quick
                receiveInterval: 100
                transmitInterval: 100
            routers:
              - asn: 64512
                neighbors:
                  - address: {{Peer}}
                    asn: 64512
                    bfdProfile: quick
                    connectTime: 1s
                    toAdvertise:
                      allowed:
                        mode: all
                    toReceive:
                      allowed:
                        mode: all
                prefixes:
                  - 192.168.2.0/24
                  - 192.169.2.0/24
        """;

    [LabFact]
    public Task A_session_and_its_bfd_come_up_go_down_and_are_seen() => SeenAsync(FrrRelease.Installed);

    [LabFact(OnBothReleases = true)]
    public Task A_session_and_its_bfd_come_up_go_down_and_are_seen_on_the_other_release() => SeenAsync(FrrRelease.Unpacked);

    [LabFact]
    public async Task A_scrape_while_bgpd_hangs_tells_the_last_values_and_their_age()
    {
        await using var lab = await ObservedLab.StartAsync(FrrRelease.Installed, Manifest);
        await lab.UntilMetricsAsync(
            "the session is up and told all",
            metrics => metrics.GetValueOrDefault($"frrk8s_bgp_session_up{Labels}") == 1 && metrics[$"frrk8s_bgp_announced_prefixes_total{Labels}"] == 2);
        lab.Lab.Node.FreezeDaemon("bgpd");
        try
        {
            const string Age = "frrk8s_session_snapshot_age_seconds{daemon=\"bgpd\"}";
            await lab.UntilMetricsAsync("the age grows", metrics => metrics[Age] > 3);
            var frozen = await lab.MetricsAsync();
            Assert.Equal(1, frozen[$"frrk8s_bgp_session_up{Labels}"]);
            Assert.Equal(2, frozen[$"frrk8s_bgp_announced_prefixes_total{Labels}"]);
            Assert.True(frozen["frrk8s_session_snapshot_age_seconds{daemon=\"bfdd\"}"] < frozen[Age]);
            await lab.UntilCheckAsync("/readyz", 503, "bgpd did not answer");

            // Busy is not dead.
            Assert.Equal((200, "ok\n"), await lab.GetAsync(7572, "/livez"));
        }
        finally
        {
            lab.Lab.Node.ThawDaemon("bgpd");
        }

        await lab.UntilMetricsAsync("the age is small again", metrics => metrics["frrk8s_session_snapshot_age_seconds{daemon=\"bgpd\"}"] < 3);
        await lab.UntilCheckAsync("/readyz", 200, "ok");
    }

    [LabFact]
    public async Task A_daemon_of_FRR_that_is_gone_is_named()
    {
        await using var lab = await ObservedLab.StartAsync(FrrRelease.Installed, Manifest);
        await lab.UntilCheckAsync("/readyz", 200, "ok");
        await lab.UntilCheckAsync("/healthz", 200, "ok");
        await lab.UntilMetricsAsync("the session is up", metrics => metrics.GetValueOrDefault($"frrk8s_bgp_session_up{Labels}") == 1);
        await lab.Lab.Node.CrashDaemonAsync("bgpd");
        await lab.UntilCheckAsync("/livez", 503, "bgpd is not running");
        await lab.UntilMetricsAsync("the session is down", metrics => metrics[$"frrk8s_bgp_session_up{Labels}"] == 0);
        await lab.UntilCheckAsync("/healthz", 200, "ok");
        await lab.Lab.Node.StartDaemonAsync("bgpd", CancellationToken.None);
        await lab.UntilCheckAsync("/livez", 200, "ok");
        await lab.UntilCheckAsync("/readyz", 200, "ok");
        await lab.UntilMetricsAsync(
            "the session is up again, and why it was not is known",
            metrics => metrics[$"frrk8s_bgp_session_up{Labels}"] == 1
                && metrics.GetValueOrDefault($"frrk8s_bgp_session_resets_total{{peer=\"{Peer}\",vrf=\"default\",reason=\"bgpd was restarted\"}}") == 1);
    }

    private static async Task SeenAsync(FrrRelease release)
    {
        await using var lab = await ObservedLab.StartAsync(release, Manifest);
        await lab.Lab.Tor.Frr.ConfigureAsync(["router bgp 64512", "neighbor 172.18.0.4 bfd"], CancellationToken.None);
        await lab.UntilMetricsAsync(
            "session and BFD are up, and all is told both ways",
            metrics => IsUp(metrics)
                && metrics[$"frrk8s_bgp_announced_prefixes_total{Labels}"] == 2 && metrics[$"frrk8s_bgp_received_prefixes_total{Labels}"] == 3);
        var up = await lab.MetricsAsync();
        Assert.True(up[$"frrk8s_bgp_updates_total{Labels}"] >= 1);
        Assert.True(up[$"frrk8s_bgp_opens_sent{Labels}"] >= 1);
        Assert.True(up[$"frrk8s_bgp_opens_received{Labels}"] >= 1);
        Assert.True(up[$"frrk8s_bgp_total_received{Labels}"] >= up[$"frrk8s_bgp_keepalives_received{Labels}"]);
        Assert.True(up[$"frrk8s_bfd_control_packet_input{Labels}"] >= 1);
        Assert.Equal(
            (1, 0, 0), (up["frrk8s_k8s_client_config_loaded_bool"], up["frrk8s_k8s_client_config_stale_bool"], up["frrk8s_refused_objects"]));
        Assert.Equal(1, up["frrk8s_applies_total{result=\"applied\"}"]);

        lab.Lab.Tor.Frr.FreezeDaemon("bfdd");
        try
        {
            // FRR takes the session up again without BFD: that it was down is seen in why it was.
            await lab.UntilMetricsAsync(
                "BFD is down, and the session went with it",
                metrics => metrics[$"frrk8s_bfd_session_up{Labels}"] == 0 && ResetsByBfd(metrics) > ResetsByBfd(up));
        }
        finally
        {
            lab.Lab.Tor.Frr.ThawDaemon("bfdd");
        }

        await lab.UntilMetricsAsync("session and BFD are up again", IsUp);
        var again = await lab.MetricsAsync();
        Assert.True(again[$"frrk8s_bfd_session_down_events{Labels}"] > up[$"frrk8s_bfd_session_down_events{Labels}"]);
    }

    private static bool IsUp(IReadOnlyDictionary<string, double> metrics) =>
        metrics.GetValueOrDefault($"frrk8s_bgp_session_up{Labels}") == 1 && metrics.GetValueOrDefault($"frrk8s_bfd_session_up{Labels}") == 1;

    private static double ResetsByBfd(IReadOnlyDictionary<string, double> metrics) => metrics
        .Where(one => one.Key.StartsWith($"frrk8s_bgp_session_resets_total{{peer=\"{Peer}\"", StringComparison.Ordinal))
        .Where(one => one.Key.Contains("BFD", StringComparison.OrdinalIgnoreCase))
        .Sum(one => one.Value);
}
