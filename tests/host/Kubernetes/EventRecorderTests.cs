using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Status;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>One mistake in an object of all nodes is told once.</summary>
public sealed class EventRecorderTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly StringWriter _log = new();
    private Cluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await Cluster.StartAsync();

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _cluster.DisposeAsync();
    }

    public void Dispose() => _stop.Dispose();

    [OwnServerFact]
    public async Task What_many_nodes_say_of_an_object_is_one_event()
    {
        var nodes = Enumerable.Range(0, 20).Select(number => Start($"n{number}")).ToList();
        nodes.ForEach(node => node.Write(State(isAccepted: false)));
        await Eventually.TrueAsync(
            () => nodes.Count <= _cluster.Own.Requests.Count(request => request is { Plural: "events", Verb: "get" }), "all nodes have asked", () => _log.ToString());
        await StopAsync();
        var told = Assert.Single(await EventsAsync());
        Assert.Equal((1, "Refused", "spec.bgp: nonsense"), (told.NumberOf("count"), told.TextOf("reason"), told.TextOf("message")));
        Assert.StartsWith("n", told.TextOf("reportingInstance"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_node_says_again_counts()
    {
        var node = Start("n1");
        await SayAsync(node, isAccepted: false, count: 1);
        await SayAsync(node, isAccepted: true, count: 1);
        await SayAsync(node, isAccepted: false, count: 2);
        await SayAsync(node, isAccepted: true, count: 2);
        Assert.Equal(2, (await EventsAsync()).Count);
    }

    [Fact]
    public void What_another_node_said_long_ago_is_said_again()
    {
        var before = JsonElement.Parse("""{"reportingInstance":"n2","lastTimestamp":"2026-01-01T00:00:00Z","count":4}""");
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 59, TimeSpan.Zero);
        Assert.True(new ObjectEvent(State(isAccepted: false).Configurations[0], "n1", at).IsSaidBy(before));
        Assert.False(new ObjectEvent(State(isAccepted: false).Configurations[0], "n2", at).IsSaidBy(before));
        var late = new ObjectEvent(State(isAccepted: false).Configurations[0], "n1", at.AddSeconds(1));
        Assert.False(late.IsSaidBy(before));
        Assert.Equal((5, "n1"), (late.Again(before).NumberOf("count"), late.Again(before).TextOf("reportingInstance")));
    }

    private EventRecorder Start(string node)
    {
        var logger = new LineLogger(TextWriter.Synchronized(_log), new LogLevelSwitch(Rules.LogLevel.Debug), TimeProvider.System);
        var recorder = new EventRecorder(_cluster.Client, node, new ApiHealth(logger), TimeProvider.System);
        _running.Add(Task.Run(() => recorder.RunAsync(_stop.Token)));
        return recorder;
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SayAsync(EventRecorder node, bool isAccepted, long count)
    {
        node.Write(State(isAccepted));
        var reason = isAccepted ? "Accepted" : "Refused";
        await Eventually.TrueAsync(
            async () => (await EventsAsync()).Exists(one => one.TextOf("reason") == reason && one.NumberOf("count") == count),
            $"{reason} was said {count} times",
            () => _log.ToString());
    }

    private async Task<List<JsonElement>> EventsAsync() =>
        [.. (await _cluster.Client.ListAsync(ApiResources.Events, Cluster.Namespace, ApiSelector.All, CancellationToken.None)).Items];

    private static NodeState State(bool isAccepted) => new("", "", "")
    {
        Configurations =
        [
            new ObjectState(Cluster.Namespace, "one", "uid-of-one", 1, isAccepted, false, isAccepted ? "Accepted" : "Refused", isAccepted ? "" : "spec.bgp: nonsense"),
        ],
    };
}
