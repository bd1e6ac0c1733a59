using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Status;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using static FrrK8s.HostTests.Kubernetes.DaemonOnCluster;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>From an object of the API server to FRR, and back to a FRRNodeState and Events.</summary>
public sealed class NodeStateTests : IAsyncLifetime
{
    private Cluster _cluster = null!;
    private DaemonOnCluster _daemon = null!;

    public async Task InitializeAsync()
    {
        _cluster = await Cluster.StartAsync();
        _daemon = DaemonOnCluster.Of(_cluster);
        await _cluster.LabelAsync("a");
    }

    public async Task DisposeAsync()
    {
        await _daemon.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task The_state_says_which_generation_is_live()
    {
        await _cluster.SecretAsync("bgp", "s3cret-word");
        await _cluster.ConfigureAsync("one", extra: ""","passwordSecret":{"name":"bgp"}""");
        _daemon.Start();
        var status = await _daemon.StatusAsync(status => Of(status, "one") == "1 True True Accepted", "generation 1 is live");
        Assert.Equal("success", status.TextOf("lastConversionResult"));
        Assert.Equal("success", status.TextOf("lastReloadResult"));
        Assert.Contains("neighbor 10.0.0.1 password ***", status.TextOf("runningConfig"), StringComparison.Ordinal);
        Assert.Equal(
            ["Converted True", "Applied True", "InSync True"],
            status.Child("conditions").Items().Select(condition => $"{condition.TextOf("type")} {condition.TextOf("status")}"));
        Assert.True(DateTimeOffset.TryParse(status.TextOf("observedAt"), null, out _));

        await _cluster.ConfigureAsync("one", address: "10.0.0.2");
        await _daemon.StatusAsync(status => Of(status, "one") == "2 True True Accepted", "generation 2 is live");
        Assert.Contains("s3cret-word", _daemon.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-word", _daemon.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_names_both_sides_and_is_an_event()
    {
        await _cluster.ConfigureAsync("one");
        _daemon.Start();
        await _daemon.StatusAsync(status => Of(status, "one") == "1 True True Accepted", "one is live");

        await _cluster.ConfigureAsync("two", asn: 65000);
        var status = await _daemon.StatusAsync(status => Of(status, "two") == "1 False False Conflict", "two is refused");
        Assert.Equal("1 True True Accepted", Of(status, "one"));
        Assert.Contains("frr-k8s-system/one", MessageOf(status, "two"), StringComparison.Ordinal);
        Assert.Contains("frr-k8s-system/two", MessageOf(status, "two"), StringComparison.Ordinal);
        Assert.StartsWith("failed: ", status.TextOf("lastConversionResult"), StringComparison.Ordinal);
        var told = await EventAsync("Conflict", 1);
        Assert.Equal("Warning", told.TextOf("type"));
        Assert.Contains("frr-k8s-system/one", told.TextOf("message"), StringComparison.Ordinal);
        Assert.Equal("two", told.Child("involvedObject")?.TextOf("name"));
        Assert.Equal("frr-k8s", told.Child("source")?.TextOf("component"));

        await _cluster.ConfigureAsync("two");
        await _daemon.StatusAsync(status => Of(status, "two") == "2 True True Accepted", "two is accepted");
        Assert.Equal("Normal", (await EventAsync("Accepted", 1)).TextOf("type"));
        await _cluster.ConfigureAsync("two", asn: 65000);
        await EventAsync("Conflict", 2);
        var all = await _cluster.Client.ListAsync(ApiResources.Events, Cluster.Namespace, ApiSelector.All, CancellationToken.None);
        Assert.Equal(2, all.Items.Count);
    }

    [Fact]
    public async Task A_secret_is_never_in_an_event_nor_in_a_state()
    {
        await _cluster.ConfigureAsync("one", extra: ""","password":"first-s3cret" """);
        await _cluster.ConfigureAsync("two", extra: ""","password":"second-s3cret" """);
        _daemon.Start();
        var status = await _daemon.StatusAsync(status => Of(status, "two") == "1 False False Conflict", "two is refused");
        var told = await EventAsync("Conflict", 1);
        foreach (var text in new[] { status.GetRawText(), told.GetRawText(), _daemon.Log.ToString() })
        {
            Assert.DoesNotContain("-s3cret", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_FRR_cannot_be_told_is_accepted_and_not_applied()
    {
        await _cluster.ConfigureAsync("one");
        _daemon.Install.StopDaemons();
        _daemon.Start();
        var status = await _daemon.StatusAsync(status => Of(status, "one") == "1 True False Accepted", "one is accepted and not live");
        Assert.StartsWith("failed: ", status.TextOf("lastReloadResult"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_is_deleted_is_written_again()
    {
        await _cluster.ConfigureAsync("one");
        _daemon.Start();
        await _daemon.StatusAsync(status => Of(status, "one") == "1 True True Accepted", "one is live");
        var before = await _cluster.Client.GetAsync(ApiResources.FrrNodeStates, null, Cluster.Node, CancellationToken.None);
        await _cluster.DeleteAsync(ApiResources.FrrNodeStates, Cluster.Node);
        await _daemon.StatusAsync(status => Of(status, "one") == "1 True True Accepted", "the state is back");
        var after = await _cluster.Client.GetAsync(ApiResources.FrrNodeStates, null, Cluster.Node, CancellationToken.None);
        Assert.NotEqual(before.Child("metadata")?.TextOf("uid"), after.Child("metadata")?.TextOf("uid"));
    }

    [OwnServerFact]
    public async Task A_state_that_does_not_change_is_written_once()
    {
        await _cluster.ConfigureAsync("one");
        _daemon.Start();
        await _daemon.StatusAsync(status => Of(status, "one") == "1 True True Accepted", "one is live");
        var writes = Writes();
        for (var number = 0; number < 20; number++)
        {
            await _cluster.ConfigureAsync($"x{number}", """{"matchLabels":{"role":"other"}}""");
        }

        await _cluster.ConfigureAsync("two", address: "10.0.0.2");
        await _daemon.StatusAsync(status => Of(status, "two") == "1 True True Accepted", "two is live");
        Assert.InRange(Writes(), writes + 1, writes + 2);

        int Writes() => _cluster.Own.Requests.Count(request => request is { Plural: "frrnodestates", Verb: "patch" });
    }

    [Fact]
    public async Task The_log_level_changes_at_run_time()
    {
        await _cluster.ConfigureAsync("one");
        _daemon.Start();
        await _daemon.StatusAsync(
            status => status.TextOf("runningConfig").Contains("log stdout informational", StringComparison.Ordinal), "FRR's level is info");
        await _cluster.LogLevelAsync("debug");
        await _daemon.StatusAsync(
            status => status.TextOf("runningConfig").Contains("debug bgp updates in", StringComparison.Ordinal), "FRR's level is debug");
        await _cluster.LogLevelAsync("error");
        await _daemon.StatusAsync(
            status => status.TextOf("runningConfig").Contains("log stdout errors", StringComparison.Ordinal), "FRR's level is error");
        var said = _daemon.Log.ToString();
        await _cluster.ConfigureAsync("one", address: "10.0.0.2");
        await _daemon.StatusAsync(status => Of(status, "one") == "2 True True Accepted", "generation 2 is live");
        Assert.Equal(said, _daemon.Log.ToString());
    }

    [Fact]
    public async Task A_daemon_that_starts_without_an_API_server_applies_what_was_good_last()
    {
        await _cluster.ConfigureAsync("one");
        _daemon.Start();
        await _daemon.StatusAsync(status => Of(status, "one") == "1 True True Accepted", "one is live");

        await using var second = DaemonOnCluster.Of(_cluster);
        File.Copy(_daemon.State.File("last-good.conf"), second.State.File("last-good.conf"));
        await _cluster.StopAsync();
        second.Start();
        await Eventually.TrueAsync(() => second.Running.Contains("neighbor 10.0.0.1", StringComparison.Ordinal), "it is applied", () => second.Log.ToString());
        Assert.Contains("the API server cannot be asked", second.Log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("no neighbor", _daemon.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_of_many_megabytes_is_cut_and_stored()
    {
        using var stop = new CancellationTokenSource();
        var log = new LineLogger(TextWriter.Null, new LogLevelSwitch(Rules.LogLevel.Info), TimeProvider.System);
        var writer = new NodeStateWriter(_cluster.Client, Cluster.Node, new ApiHealth(log), TimeProvider.System);
        var running = Task.Run(() => writer.RunAsync(stop.Token));
        writer.Write(new NodeState("success", "success", string.Concat(Enumerable.Repeat(" network 192.0.2.0/24 \"<\"\n", 200_000))));
        var text = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var all = await _cluster.Client.ListAsync(ApiResources.FrrNodeStates, null, ApiSelector.All, CancellationToken.None);
                text = all.Items.Select(item => item.Child("status")?.TextOf("runningConfig") ?? "").FirstOrDefault() ?? "";
                return text.Length > 0;
            },
            "the state is there");
        Assert.Contains("more lines are left out", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 400_000, NodeStateSize.Most);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_state_that_stays_as_it_is_says_when_it_was_last_found_so()
    {
        using var stop = new CancellationTokenSource();
        var log = new LineLogger(TextWriter.Null, new LogLevelSwitch(Rules.LogLevel.Info), TimeProvider.System);
        var writer = new NodeStateWriter(_cluster.Client, Cluster.Node, new ApiHealth(log), TimeProvider.System, TimeSpan.FromMilliseconds(300));
        var running = Task.Run(() => writer.RunAsync(stop.Token));
        foreach (var at in (string[])["2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z", "2026-01-01T00:10:00Z"])
        {
            writer.Write(new NodeState("success", "success", "hostname n1\n") { ObservedAt = at });
            await Eventually.TrueAsync(
                async () =>
                {
                    var all = await _cluster.Client.ListAsync(ApiResources.FrrNodeStates, null, ApiSelector.All, CancellationToken.None);
                    return all.Items.Any(item => item.Child("status") is { } status
                        && (status.TextOf("observedAt"), status.TextOf("runningConfig")) == (at, "hostname n1\n"));
                },
                $"it was found so at {at}");
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private async Task<JsonElement> EventAsync(string reason, long count)
    {
        var found = default(JsonElement);
        await Eventually.TrueAsync(
            async () =>
            {
                var all = await _cluster.Client.ListAsync(ApiResources.Events, Cluster.Namespace, ApiSelector.All, CancellationToken.None);
                found = all.Items.FirstOrDefault(item => item.TextOf("reason") == reason && item.NumberOf("count") == count);
                return found.ValueKind == JsonValueKind.Object;
            },
            $"an event {reason} that came {count} times",
            () => _daemon.Log.ToString());
        return found;
    }
}
