using System.Text.Json.Nodes;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Sessions;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Sessions;

/// <summary>BGPSessionStates: one for each session, written when it changes and not else.</summary>
public sealed class SessionStatesTests
{
    private readonly FakeApi _api = new();
    private readonly ManualTime _time = new();
    private readonly SessionStates _states;

    public SessionStatesTests() => _states = New("pod-1");

    [Fact]
    public async Task Each_session_has_its_object_with_labels_status_and_owner()
    {
        await BringAsync(("", "10.0.0.1", "Established", "Up"), ("RED", "fc00::1", "Idle", "N/A"));
        Assert.Equal(2, _api.Objects.Count);
        var one = _api.Objects.Values.Single(item => Status(item, "bgpStatus") == "Established");
        Assert.StartsWith("n1-", one["metadata"]!["name"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("frr-k8s-system", one["metadata"]!["namespace"]!.GetValue<string>());
        Assert.Equal(
            """{"frrk8s.metallb.io/node":"n1","frrk8s.metallb.io/peer":"10.0.0.1","frrk8s.metallb.io/vrf":""}""", one["metadata"]!["labels"]!.ToJsonString());
        Assert.Equal("""{"node":"n1","peer":"10.0.0.1","vrf":"","bgpStatus":"Established","bfdStatus":"Up"}""", one["status"]!.ToJsonString());
        Assert.Equal("""[{"apiVersion":"v1","kind":"Pod","name":"pod-1","uid":"uid-of-pod-1"}]""", one["metadata"]!["ownerReferences"]!.ToJsonString());
        var other = _api.Objects.Values.Single(item => Status(item, "vrf") == "RED");
        Assert.Equal("fc00-0000-0000-0000-0000-0000-0000-0001", Status(other, "peer"));
        Assert.Equal("RED", other["metadata"]!["labels"]!["frrk8s.metallb.io/vrf"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nothing_is_written_when_nothing_changes()
    {
        await BringAsync(("", "10.0.0.1", "Active", "N/A"));
        var before = _api.Requests.Count;
        Assert.Null(await BringAsync(("", "10.0.0.1", "Active", "N/A")));
        Assert.Equal(before, _api.Requests.Count);
    }

    [Fact]
    public async Task A_change_is_one_request()
    {
        await BringAsync(("", "10.0.0.1", "Active", "N/A"), ("", "10.0.0.2", "Active", "N/A"));
        var before = _api.Requests.Count;
        await BringAsync(("", "10.0.0.1", "Active", "N/A"), ("", "10.0.0.2", "Established", "N/A"));
        Assert.Equal(before + 1, _api.Requests.Count);
        Assert.Equal(1, _api.Objects.Values.Count(item => Status(item, "bgpStatus") == "Established"));
    }

    [Fact]
    public async Task A_session_that_is_gone_loses_its_object_after_a_while()
    {
        await BringAsync(("", "10.0.0.1", "Active", "N/A"));
        Assert.Equal(TimeSpan.FromSeconds(10), await BringAsync());
        Assert.Single(_api.Objects);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await BringAsync());
        Assert.Empty(_api.Objects);
    }

    [Fact]
    public async Task A_session_that_comes_back_keeps_its_object()
    {
        await BringAsync(("", "10.0.0.1", "Active", "N/A"));
        var name = Assert.Single(_api.Objects).Key;
        await BringAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        await BringAsync(("", "10.0.0.1", "Idle", "N/A"));
        _time.Advance(TimeSpan.FromSeconds(9));
        await BringAsync();
        Assert.Equal(name, Assert.Single(_api.Objects).Key);
    }

    [Fact]
    public async Task A_restarted_daemon_takes_over_what_is_there_and_removes_duplicates()
    {
        await BringAsync(("", "10.0.0.1", "Active", "N/A"));
        await New("pod-1").BringAsync(Wanted(("", "10.0.0.2", "Active", "N/A")), CancellationToken.None);
        var twin = Assert.Single(_api.Objects, item => Status(item.Value, "peer") == "10.0.0.1");
        _api.Objects["n1-twin"] = twin.Value.DeepClone().AsObject();
        _api.Objects["n1-twin"]["metadata"]!["name"] = "n1-twin";
        await New("pod-2").BringAsync(Wanted(("", "10.0.0.1", "Active", "N/A"), ("", "10.0.0.2", "Active", "N/A")), CancellationToken.None);
        Assert.Equal(["10.0.0.1", "10.0.0.2"], _api.Objects.Values.Select(item => Status(item, "peer")).Order(StringComparer.Ordinal));
        Assert.All(_api.Objects.Values, item => Assert.Equal("uid-of-pod-2", item["metadata"]!["ownerReferences"]![0]!["uid"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_object_that_somebody_deleted_is_made_again()
    {
        await BringAsync(("", "10.0.0.1", "Active", "N/A"));
        _api.Objects.Clear();
        await BringAsync(("", "10.0.0.1", "Established", "N/A"));
        Assert.Equal("Established", Status(Assert.Single(_api.Objects).Value, "bgpStatus"));
    }

    [Theory]
    [InlineData("create")]
    [InlineData("patch")]
    [InlineData("list")]
    public async Task After_a_failure_everything_is_put_right(string request)
    {
        _api.Fail = asked =>
        {
            if (asked.StartsWith(request, StringComparison.Ordinal))
            {
                throw new ApiException(500, "InternalError", "not now");
            }
        };
        await Assert.ThrowsAsync<ApiException>(() => BringAsync(("", "10.0.0.1", "Active", "N/A")));
        _api.Fail = _ => { };
        await BringAsync(("", "10.0.0.1", "Active", "N/A"));
        Assert.Equal("Active", Status(Assert.Single(_api.Objects).Value, "bgpStatus"));
    }

    [Fact]
    public async Task Without_a_pod_the_objects_have_no_owner()
    {
        _api.Fail = asked =>
        {
            if (asked.StartsWith("get pods", StringComparison.Ordinal))
            {
                throw new ApiException(404, "NotFound", "no such pod");
            }
        };
        await BringAsync(("", "10.0.0.1", "Active", "N/A"));
        Assert.Null(Assert.Single(_api.Objects).Value["metadata"]!["ownerReferences"]);
    }

    [Fact]
    public async Task Many_changes_at_once_are_spread()
    {
        var many = Enumerable.Range(1, 40).Select(index => ("", $"10.0.0.{index}", "Active", "N/A")).ToArray();
        var bringing = BringAsync(many);
        while (!bringing.IsCompleted)
        {
            await Task.WhenAny(bringing, _time.NextTimerAsync());
            Assert.True(_api.Requests.Count(request => request.StartsWith("create", StringComparison.Ordinal)) <= 20 + (_time.GetTimestamp() / (double)TimeSpan.TicksPerSecond * 10) + 1);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await bringing;
        Assert.Equal(40, _api.Objects.Count);
        Assert.True(_time.GetTimestamp() >= TimeSpan.FromSeconds(1.9).Ticks);
    }

    private SessionStates New(string pod) => new(_api, new SessionStateScope("n1", "frr-k8s-system", pod), _time);

    private Task<TimeSpan?> BringAsync(params (string Vrf, string Peer, string State, string Bfd)[] sessions) =>
        _states.BringAsync(Wanted(sessions), CancellationToken.None);

    private static IReadOnlyDictionary<(string Vrf, string Peer), SessionState> Wanted(params (string Vrf, string Peer, string State, string Bfd)[] sessions) =>
        SessionState.Of("n1", SessionSamples.Snapshot(
            [.. sessions.Select(one => new BgpNeighbor(one.Vrf, one.Peer, one.State) { BfdStatus = one.Bfd })], []));

    private static string Status(JsonObject item, string field) => item["status"]?[field]?.GetValue<string>() ?? "";
}
