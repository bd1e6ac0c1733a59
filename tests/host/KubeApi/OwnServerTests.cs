using System.Net;
using System.Text.Json.Nodes;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi;
using FrrK8s.KubeApi.Resources;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>What only the server in process can do: faults, bookmarks in no time, a short memory, garbage collection.</summary>
public sealed class OwnServerTests
{
    private const string Maps = $"/api/v1/namespaces/{ApiServerUnderTest.Namespace}/configmaps";

    [OwnServerFact]
    public async Task A_silent_watch_tells_what_it_missed_when_it_speaks_again()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        await using var watch = await WatchAsync(server);
        Task<string?> line;
        using (server.Own.Faults.SilenceWatches(BuiltInKinds.ConfigMaps))
        {
            await CreateAsync(server, "a");
            line = watch.LineAsync();
            await Task.WhenAny(line, Task.Delay(TimeSpan.FromMilliseconds(300)));
            Assert.False(line.IsCompleted);
        }

        Assert.Contains("\"a\"", await line);
    }

    [OwnServerFact]
    public async Task A_watch_is_dropped_cut_ended_and_broken_on_demand()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var faults = server.Own.Faults;
        await using (var dropped = await WatchAsync(server))
        {
            faults.DropWatches(BuiltInKinds.ConfigMaps);
            Assert.True(await dropped.IsBrokenAsync());
        }

        await using (var cut = await WatchAsync(server))
        {
            faults.CutNextEvent();
            await CreateAsync(server, "a");
            Assert.True(await cut.IsBrokenAsync());
        }

        await using (var ended = await WatchAsync(server))
        {
            faults.EndWatches();
            Assert.Null(await ended.LineAsync());
        }

        await using (var broken = await WatchAsync(server))
        {
            faults.BreakWatches();
            var (type, status) = await broken.EventAsync();
            Assert.Equal(("ERROR", 500), (type, (int)status["code"]!));
            Assert.Null(await broken.LineAsync());
        }

        await using var expired = await WatchAsync(server);
        faults.ExpireWatches();
        var (kind, said) = await expired.EventAsync();
        Assert.Equal(("ERROR", 410, "Expired"), (kind, (int)said["code"]!, (string?)said["reason"]));
    }

    [OwnServerFact]
    public async Task Events_come_twice_on_demand()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        await using var watch = await WatchAsync(server);
        await CreateAsync(server, "a");
        await CreateAsync(server, "b");
        Assert.Equal(("ADDED", "a"), await watch.NextAsync());
        Assert.Equal(("ADDED", "b"), await watch.NextAsync());
        server.Own.Faults.RepeatEvents();
        Assert.Equal(("ADDED", "a"), await watch.NextAsync());
        Assert.Equal(("ADDED", "b"), await watch.NextAsync());
    }

    [OwnServerFact]
    public async Task Bookmarks_say_how_far_a_watch_is()
    {
        await using var server = await ApiServerUnderTest.StartAsync(new KubeApiOptions { BookmarkPeriod = TimeSpan.FromMilliseconds(50) });
        await using var watch = await WatchAsync(server, "&allowWatchBookmarks=true");
        await server.CreateAsync(Maps.Replace("configmaps", "serviceaccounts", StringComparison.Ordinal), "{apiVersion: v1, kind: ServiceAccount, metadata: {name: other}}");
        var revision = server.Own.Revision;
        string? said = null;
        while (said != $"{revision}")
        {
            var (type, mark) = await watch.EventAsync();
            Assert.Equal(("BOOKMARK", "ConfigMap"), (type, (string?)mark["kind"]));
            said = (string?)mark["metadata"]!["resourceVersion"];
        }
    }

    [OwnServerFact]
    public async Task What_is_forgotten_cannot_be_watched_or_continued()
    {
        await using var server = await ApiServerUnderTest.StartAsync(new KubeApiOptions { HistoryLength = 2 });
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            await CreateAsync(server, name);
        }

        await using var watch = await WatchLines.OpenAsync(server, $"{Maps}?watch=1&resourceVersion=1");
        var (type, status) = await watch.EventAsync();
        Assert.Equal(("ERROR", 410), (type, (int)status["code"]!));

        var (_, list) = await server.SendAsync(HttpMethod.Get, $"{Maps}?limit=1");
        server.Own.Faults.ExpireContinues();
        var (code, expired) = await server.SendAsync(HttpMethod.Get, $"{Maps}?limit=1&continue={(string)list["metadata"]!["continue"]!}");
        Assert.Equal((HttpStatusCode.Gone, "Expired"), (code, (string?)expired["reason"]));

        server.Own.Faults.ForgetHistory(BuiltInKinds.ConfigMaps);
        await using var late = await WatchLines.OpenAsync(server, $"{Maps}?watch=1&resourceVersion={(string)list["metadata"]!["resourceVersion"]!}");
        Assert.Equal("ERROR", (await late.EventAsync()).Type);
    }

    [OwnServerFact]
    public async Task Requests_fail_as_often_as_they_are_told_to()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        server.Own.Faults.FailNext(2, request => request is { Verb: "list", Plural: "configmaps" }, 429, retryAfterSeconds: 7);
        using (var answer = await server.Client.GetAsync(new Uri(Maps, UriKind.Relative)))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
        }

        var (code, status) = await server.SendAsync(HttpMethod.Get, Maps);
        Assert.Equal((HttpStatusCode.TooManyRequests, 7), (code, (int)status["details"]!["retryAfterSeconds"]!));
        (code, _) = await server.SendAsync(HttpMethod.Get, Maps);
        Assert.Equal(HttpStatusCode.OK, code);

        server.Own.Faults.BreakNext(1, request => request.Verb == "create");
        await Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(server, "a"));
        var gate = new TaskCompletionSource();
        server.Own.Faults.HoldNext(1, request => request.Verb == "create", gate.Task);
        var held = CreateAsync(server, "a");
        await Eventually.TrueAsync(() => server.Own.Requests.Count(request => request.Verb == "create" && request.Plural == "configmaps") == 2, "the request is there");
        Assert.False(held.IsCompleted);
        gate.SetResult();
        await held;
    }

    [OwnServerFact]
    public async Task What_an_object_owns_goes_with_it()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var pods = Maps.Replace("configmaps", "pods", StringComparison.Ordinal);
        var pod = await server.CreateAsync(pods, "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {nodeName: n, containers: [{name: c, image: i}]}}");
        var states = Maps.Replace("/api/v1", "/apis/frrk8s.metallb.io/v1beta1", StringComparison.Ordinal).Replace("configmaps", "bgpsessionstates", StringComparison.Ordinal);
        await server.CreateAsync(states, $$"""
            {apiVersion: frrk8s.metallb.io/v1beta1, kind: BGPSessionState,
             metadata: {name: s, ownerReferences: [{apiVersion: v1, kind: Pod, name: p, uid: {{(string)pod["metadata"]!["uid"]!}} }]} }
            """);
        await server.SendAsync(HttpMethod.Delete, $"{pods}/p");
        var (code, _) = await server.SendAsync(HttpMethod.Get, $"{states}/s");
        Assert.Equal(HttpStatusCode.NotFound, code);
    }

    private static async Task<WatchLines> WatchAsync(ApiServerUnderTest server, string query = "")
    {
        var watch = await WatchLines.OpenAsync(server, $"{Maps}?watch=1&resourceVersion={server.Own.Revision}{query}");
        await Eventually.TrueAsync(() => server.Own.Faults.WatchCount(BuiltInKinds.ConfigMaps) == 1, "the watch is open");
        return watch;
    }

    private static Task<JsonObject> CreateAsync(ApiServerUnderTest server, string name) =>
        server.CreateAsync(Maps, $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}}}}}");
}
