using FrrK8s.Host.Frr;
using FrrK8s.Host.Metrics;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sessions;
using FrrK8s.HostTests.Sessions;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Metrics;

/// <summary>The text of the exposition, to the letter where users' dashboards read it.</summary>
public sealed class MetricsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_session_has_the_names_labels_and_helps_of_the_Go_daemon()
    {
        var neighbors = SessionSamples.Neighbors("bgp-8.4").Where(neighbor => neighbor.Peer is "10.0.1.2" or "10.99.0.2").ToList();
        Assert.Equal(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Metrics", "samples", "sessions.txt")),
            Sessions(neighbors, SessionSamples.BfdPeers()));
    }

    [Fact]
    public void Two_bfd_sessions_of_one_address_are_one_series_that_is_up_when_both_are()
    {
        BfdPeer[] peers =
        [
            new BfdPeer("", "10.0.0.1", "eth0", "up") { Counters = new BfdCounters { ControlInput = 3 } },
            new BfdPeer("", "10.0.0.1", "eth1", "down") { Counters = new BfdCounters { ControlInput = 4 } },
            new BfdPeer("RED", "10.0.0.1", "eth2", "up") { Counters = new BfdCounters { ControlInput = 5 } },
        ];
        var text = Sessions([], peers);
        Assert.Contains("frrk8s_bfd_session_up{peer=\"10.0.0.1\",vrf=\"default\"} 0\nfrrk8s_bfd_session_up{peer=\"10.0.0.1\",vrf=\"RED\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("frrk8s_bfd_control_packet_input{peer=\"10.0.0.1\",vrf=\"default\"} 7\n", text, StringComparison.Ordinal);
        var samples = text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line[..line.LastIndexOf(' ')]).ToList();
        Assert.Equal(samples.Distinct(StringComparer.Ordinal), samples);
    }

    [Fact]
    public void The_age_of_a_snapshot_grows()
    {
        var metrics = new SessionMetrics(() => SessionSamples.Snapshot([], []), new ResetLedger(), _time);
        _time.Advance(TimeSpan.FromSeconds(90));
        var text = new MetricsText();
        metrics.WriteTo(text);
        Assert.Contains("frrk8s_session_snapshot_age_seconds{daemon=\"bgpd\"} 90\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_a_label_is_escaped()
    {
        var text = new MetricsText();
        text.Family("a", "gauge", "one\ntwo \\").Sample(double.PositiveInfinity, [("l", "x\"y\\z\n")]);
        Assert.Equal("# HELP a one\\ntwo \\\\\n# TYPE a gauge\na{l=\"x\\\"y\\\\z\\n\"} +Inf\n", text.ToString());
    }

    [Fact]
    public void A_histogram_cumulates()
    {
        var histogram = new Histogram("h", "help", [0.1, 1]);
        histogram.Observe(TimeSpan.FromSeconds(0.1));
        histogram.Observe(TimeSpan.FromSeconds(0.5));
        histogram.Observe(TimeSpan.FromSeconds(7));
        var text = new MetricsText();
        histogram.WriteTo(text);
        Assert.Equal(
            "# HELP h help\n# TYPE h histogram\nh_bucket{le=\"0.1\"} 1\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 3\nh_sum 7.6\nh_count 3\n", text.ToString());
    }

    [Fact]
    public void Resets_are_counted_by_the_reason_that_FRR_told_last()
    {
        var ledger = new ResetLedger();
        Note(ledger, 3, 2, "Hold Timer Expired");
        Note(ledger, 4, 3, "Interface down");
        Note(ledger, 4, 3, "Waiting for peer OPEN");
        Note(ledger, 1, 0, "");
        Assert.Equal(
            [("Hold Timer Expired", 1), ("Interface down", 1), ("bgpd was restarted", 1), ("unknown", 1)],
            ledger.Counts().Select(count => (count.Reason, (int)count.Count)).OrderBy(count => count.Reason, StringComparer.Ordinal));
        ledger.Note([]);
        Assert.NotEmpty(ledger.Counts());
        for (var away = 0; away < 120; away++)
        {
            ledger.Note([]);
        }

        Assert.Empty(ledger.Counts());
    }

    [Fact]
    public void The_reasons_of_a_session_are_bounded()
    {
        var ledger = new ResetLedger();
        for (var index = 1; index <= 100; index++)
        {
            Note(ledger, index, index, $"reason {index}");
        }

        Assert.Equal(ResetLedger.MostReasons + 1, ledger.Counts().Count);
        Assert.Equal(100, ledger.Counts().Sum(count => count.Count));
    }

    [Fact]
    public void What_the_loop_does_is_counted()
    {
        var metrics = new NodeMetrics(_time);
        var applied = new ApplyReport(ApplyOutcome.Applied, "", null) { IsNew = true };
        var refused = applied with { Outcome = ApplyOutcome.Refused };
        Expect(metrics, ("frrk8s_k8s_client_config_loaded_bool", 0), ("frrk8s_k8s_client_config_stale_bool", 0));
        metrics.PassBegins(TimeSpan.FromSeconds(0.2));
        metrics.Applied(applied, TimeSpan.FromSeconds(0.3));
        metrics.PassEnds(new NodePass(Good, applied, true, true, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(10)));
        Expect(
            metrics,
            ("frrk8s_k8s_client_updates_total", 1),
            ("frrk8s_k8s_client_update_errors_total", 0),
            ("frrk8s_k8s_client_config_loaded_bool", 1),
            ("frrk8s_k8s_client_config_stale_bool", 0),
            ("frrk8s_applies_total{result=\"applied\"}", 1),
            ("frrk8s_apply_duration_seconds_sum", 0.3),
            ("frrk8s_reconcile_duration_seconds_sum", 0.4),
            ("frrk8s_queue_duration_seconds_count", 1));
        metrics.Applied(refused, TimeSpan.Zero);
        metrics.Drifted(3, isRepaired: true);
        metrics.Drifted(2, isRepaired: false);
        metrics.PassEnds(new NodePass(Good with { Result = "failed: x" }, refused, true, true, TimeSpan.Zero, TimeSpan.Zero));
        Expect(
            metrics,
            ("frrk8s_k8s_client_update_errors_total", 1),
            ("frrk8s_k8s_client_config_loaded_bool", 1),
            ("frrk8s_k8s_client_config_stale_bool", 1),
            ("frrk8s_applies_total{result=\"refused\"}", 1),
            ("frrk8s_drift_statements_found_total", 5),
            ("frrk8s_drift_statements_repaired_total", 3));
        metrics.PassEnds(new NodePass(Good, applied, true, true, TimeSpan.Zero, TimeSpan.Zero));
        Expect(metrics, ("frrk8s_k8s_client_config_stale_bool", 0), ("frrk8s_k8s_client_updates_total", 3));
    }

    [Fact]
    public void The_process_tells_what_it_takes()
    {
        var text = new MetricsPage([new ProcessMetrics()]).Read();
        foreach (var name in new[] { "process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds", "process_open_fds" })
        {
            Assert.True(Value(text, name) > 0, name);
        }

        Assert.Matches("(?m)^frrk8s_build_info\\{version=\"[^\"]+\"\\} 1$", text);
    }

    private static Conversion Good => Conversion.None with { Result = "success" };

    private string Sessions(IReadOnlyList<BgpNeighbor> neighbors, IReadOnlyList<BfdPeer> peers)
    {
        var ledger = new ResetLedger();
        ledger.Note(neighbors);
        var text = new MetricsText();
        new SessionMetrics(() => SessionSamples.Snapshot(neighbors, peers), ledger, _time).WriteTo(text);
        return text.ToString();
    }

    private static void Note(ResetLedger ledger, int established, int dropped, string reason) =>
        ledger.Note([new BgpNeighbor("", "10.0.0.1", "Idle") { TimesEstablished = established, TimesDropped = dropped, LastReset = reason }]);

    private static void Expect(NodeMetrics metrics, params (string Name, double Value)[] expected)
    {
        var text = new MetricsPage([metrics]).Read();
        foreach (var (name, value) in expected)
        {
            Assert.True(Math.Abs(value - Value(text, name)) < 1e-9, $"{name}: {Value(text, name)} instead of {value}");
        }
    }

    private static double Value(string text, string name) => double.Parse(
        text.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
