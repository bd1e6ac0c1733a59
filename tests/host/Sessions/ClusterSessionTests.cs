using System.Text.Json;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Sessions;
using FrrK8s.HostTests.Kubernetes;
using FrrK8s.HostTests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FrrK8s.HostTests.Sessions;

/// <summary>From what bgpd says to the BGPSessionStates of an API server.</summary>
public sealed class ClusterSessionTests
{
    private const string Pod = "frr-k8s-abcde";

    [Fact]
    public async Task A_session_that_goes_down_is_seen_in_its_object_and_one_that_goes_away_loses_it()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PutAsync(
            ApiResources.Pods, Cluster.Namespace, Pod, $$"""{"metadata":{"name":"{{Pod}}"},"spec":{"containers":[{"name":"c","image":"i"}]} }""");
        using var folder = new TempFolder();
        var answer = Answer("Established", "Up");
        using var bgpd = new FakeVty(folder.Path, "bgpd", command => command == "enable" ? "" : Volatile.Read(ref answer));
        var settings = new FrrSettings { VtySocket = folder.Path, WorkDir = folder.Path };
        using var poller = new SessionPoller(new VtyClient(settings, TimeProvider.System), TimeProvider.System);
        using var writer = new BgpSessionStateWriter(
            cluster.Client, new SessionStateScope(Cluster.Node, Cluster.Namespace, Pod), poller, NullLogger.Instance, TimeProvider.System);
        await poller.StartAsync(CancellationToken.None);
        await writer.StartAsync(CancellationToken.None);

        var up = await UntilAsync(states => states is [var only] && Status(only) == "Established Up");
        Assert.Equal("10.0.0.1", up[0].Child("metadata")!.Value.Child("labels")!.Value.TextOf("frrk8s.metallb.io/peer"));
        var pod = await cluster.Client.GetAsync(ApiResources.Pods, Cluster.Namespace, Pod, CancellationToken.None);
        Assert.Equal(
            pod.Child("metadata")!.Value.TextOf("uid"), up[0].Child("metadata")!.Value.Child("ownerReferences").Items().Single().TextOf("uid"));

        Volatile.Write(ref answer, Answer("Idle", "Down"));
        var down = await UntilAsync(states => states is [var only] && Status(only) == "Idle Down");
        Assert.Equal(Name(up[0]), Name(down[0]));

        // The session goes while nobody looks.
        await writer.StopAsync(CancellationToken.None);
        await poller.StopAsync(CancellationToken.None);
        Volatile.Write(ref answer, "{}");
        using var laterPoller = new SessionPoller(new VtyClient(settings, TimeProvider.System), TimeProvider.System);
        using var laterWriter = new BgpSessionStateWriter(
            cluster.Client, new SessionStateScope(Cluster.Node, Cluster.Namespace, Pod), laterPoller, NullLogger.Instance, TimeProvider.System);
        await laterWriter.StartAsync(CancellationToken.None);
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        await laterPoller.StartAsync(CancellationToken.None);
        await UntilAsync(states => states.Count == 0);
        await laterWriter.StopAsync(CancellationToken.None);
        await laterPoller.StopAsync(CancellationToken.None);

        async Task<IReadOnlyList<JsonElement>> UntilAsync(Func<IReadOnlyList<JsonElement>, bool> condition)
        {
            IReadOnlyList<JsonElement> items = [];
            await Eventually.TrueAsync(
                async () =>
                {
                    var selector = SessionState.SelectorOf(Cluster.Node);
                    items = (await cluster.Client.ListAsync(ApiResources.BgpSessionStates, Cluster.Namespace, selector, CancellationToken.None)).Items;
                    return condition(items);
                },
                "the states are as bgpd says",
                () => string.Join('\n', items));
            return items;
        }
    }

    private static string Answer(string state, string bfd) =>
        $"{{\"default\":{{\"vrfId\":0,\"10.0.0.1\":{{\"bgpState\":\"{state}\",\"peerBfdInfo\":{{\"status\":\"{bfd}\"}}}}}}}}";

    private static string Name(JsonElement item) => item.Child("metadata")!.Value.TextOf("name");

    private static string Status(JsonElement item) => $"{item.Child("status")?.TextOf("bgpStatus")} {item.Child("status")?.TextOf("bfdStatus")}";
}
