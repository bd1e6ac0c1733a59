using System.Net;
using System.Text.Json.Nodes;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>The protocol as our client relies on it. It holds for a real API server as well as for the one in process.</summary>
public sealed class ProtocolTests
{
    private const string Configurations = $"/apis/frrk8s.metallb.io/v1beta1/namespaces/{ApiServerUnderTest.Namespace}/frrconfigurations";
    private const string States = "/apis/frrk8s.metallb.io/v1beta1/frrnodestates";
    private const string Merge = "application/merge-patch+json";

    [Fact]
    public async Task Metadata_is_the_servers()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var made = await CreateAsync(server, "a");
        Assert.Equal(1, (int)made["metadata"]!["generation"]!);
        Assert.NotEmpty((string)made["metadata"]!["uid"]!);
        var (_, patched) = await server.SendAsync(HttpMethod.Patch, $"{Configurations}/a", """{"metadata":{"labels":{"x":"y"}}}""", Merge);
        Assert.Equal(1, (int)patched["metadata"]!["generation"]!);
        Assert.NotEqual((string?)made["metadata"]!["resourceVersion"], (string?)patched["metadata"]!["resourceVersion"]);
        var (_, changed) = await server.SendAsync(HttpMethod.Patch, $"{Configurations}/a", """{"spec":{"raw":{"priority":1}}}""", Merge);
        Assert.Equal(2, (int)changed["metadata"]!["generation"]!);
        var (_, same) = await server.SendAsync(HttpMethod.Patch, $"{Configurations}/a", """{"spec":{"raw":{"priority":1}}}""", Merge);
        Assert.Equal((string?)changed["metadata"]!["resourceVersion"], (string?)same["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task A_name_is_generated()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var made = await server.CreateAsync(
            Configurations.Replace("frrconfigurations", "bgpsessionstates", StringComparison.Ordinal),
            "{apiVersion: frrk8s.metallb.io/v1beta1, kind: BGPSessionState, metadata: {generateName: node-1-}}");
        Assert.Matches("^node-1-[a-z0-9]{5}$", (string)made["metadata"]!["name"]!);
    }

    [Fact]
    public async Task A_write_over_an_unseen_write_is_a_conflict()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var made = await CreateAsync(server, "a");
        await server.SendAsync(HttpMethod.Patch, $"{Configurations}/a", """{"spec":{"raw":{"priority":1}}}""", Merge);
        var (code, status) = await server.SendAsync(HttpMethod.Put, $"{Configurations}/a", made.ToJsonString());
        Assert.Equal((HttpStatusCode.Conflict, "Conflict", "Status"), (code, (string?)status["reason"], (string?)status["kind"]));
        Assert.Contains("the object has been modified", (string?)status["message"]);
        made["metadata"]!.AsObject().Remove("resourceVersion");
        (code, status) = await server.SendAsync(HttpMethod.Put, $"{Configurations}/a", made.ToJsonString());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Invalid"), (code, (string?)status["reason"]));
        (code, status) = await server.SendAsync(HttpMethod.Post, Configurations, made.ToJsonString());
        Assert.Equal((HttpStatusCode.Conflict, "AlreadyExists"), (code, (string?)status["reason"]));
    }

    [Fact]
    public async Task Status_is_written_apart()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var made = await server.CreateAsync(
            States, "{apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRNodeState, metadata: {name: n}, status: {runningConfig: lost}}");
        Assert.Null(made["status"]);
        made["status"] = new JsonObject { ["runningConfig"] = "kept", ["lastReloadResult"] = "success" };
        made["metadata"]!["labels"] = new JsonObject { ["dropped"] = "yes" };
        var (code, written) = await server.SendAsync(HttpMethod.Put, $"{States}/n/status", made.ToJsonString());
        Assert.True(code == HttpStatusCode.OK, written.ToJsonString());
        Assert.Equal("kept", (string?)written["status"]!["runningConfig"]);
        Assert.Equal(1, (int)written["metadata"]!["generation"]!);
        var (_, patched) = await server.SendAsync(HttpMethod.Patch, $"{States}/n", """{"status":{"runningConfig":"lost"}}""", Merge);
        Assert.Equal("kept", (string?)patched["status"]!["runningConfig"]);
        (code, var refused) = await server.SendAsync(
            HttpMethod.Patch, $"{States}/n/status", """{"status":{"conditions":[{"type":"A"}]}}""", Merge);
        Assert.True(code == HttpStatusCode.UnprocessableEntity, refused.ToJsonString());
    }

    [Fact]
    public async Task A_list_comes_in_chunks_of_one_moment()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
        {
            await CreateAsync(server, name);
        }

        var (_, first) = await server.SendAsync(HttpMethod.Get, $"{Configurations}?limit=2");
        await CreateAsync(server, "f");
        Assert.Equal(3, (int)first["metadata"]!["remainingItemCount"]!);
        var more = Uri.EscapeDataString((string)first["metadata"]!["continue"]!);
        var (_, second) = await server.SendAsync(HttpMethod.Get, $"{Configurations}?limit=2&continue={more}");
        more = Uri.EscapeDataString((string)second["metadata"]!["continue"]!);
        var (_, third) = await server.SendAsync(HttpMethod.Get, $"{Configurations}?limit=2&continue={more}");
        Assert.Equal(["a", "b", "c", "d", "e"], Names(first).Concat(Names(second)).Concat(Names(third)));
        Assert.Equal((string?)first["metadata"]!["resourceVersion"], (string?)third["metadata"]!["resourceVersion"]);
        // A real server writes an empty text.
        Assert.Equal("", (string?)third["metadata"]!["continue"] ?? "");
    }

    [Fact]
    public async Task Labels_and_fields_select()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        await CreateAsync(server, "a", "{x: one, y: \"\"}");
        await CreateAsync(server, "b", "{x: two}");
        await CreateAsync(server, "c");
        (string Selector, string[] Names)[] cases =
        [
            ("labelSelector=x=one", ["a"]), ("labelSelector=x==one", ["a"]), ("labelSelector=x!=one", ["b", "c"]), ("labelSelector=x", ["a", "b"]),
            ("labelSelector=!x", ["c"]), ("labelSelector=x in (one,two),y", ["a"]), ("labelSelector=x notin (one)", ["b", "c"]), ("labelSelector=y=", ["a"]),
            ("fieldSelector=metadata.name=b", ["b"]), ("fieldSelector=metadata.name!=b", ["a", "c"]),
            ($"fieldSelector=metadata.namespace={ApiServerUnderTest.Namespace},metadata.name=c", ["c"]), ("fieldSelector=metadata.name=b&labelSelector=x=one", []),
        ];
        foreach (var (selector, names) in cases)
        {
            var (_, list) = await server.SendAsync(HttpMethod.Get, $"{Configurations}?{selector.Replace(" ", "%20", StringComparison.Ordinal)}");
            Assert.True(names.SequenceEqual(Names(list)), $"{selector}: {list.ToJsonString()}");
        }

        var (code, _) = await server.SendAsync(HttpMethod.Get, $"{Configurations}?fieldSelector=spec.x=1");
        Assert.Equal(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_watch_goes_on_from_a_list()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        await CreateAsync(server, "a");
        var (_, list) = await server.SendAsync(HttpMethod.Get, Configurations);
        var from = (string)list["metadata"]!["resourceVersion"]!;
        await CreateAsync(server, "b");
        await using var watch = await WatchLines.OpenAsync(server, $"{Configurations}?watch=1&resourceVersion={from}");
        Assert.Equal(("ADDED", "b"), await watch.NextAsync());
        await server.SendAsync(HttpMethod.Patch, $"{Configurations}/a", """{"spec":{"raw":{"priority":1}}}""", Merge);
        Assert.Equal(("MODIFIED", "a"), await watch.NextAsync());
        await server.SendAsync(HttpMethod.Delete, $"{Configurations}/b");
        var (type, gone) = await watch.EventAsync();
        Assert.Equal(("DELETED", "b"), (type, (string?)gone["metadata"]!["name"]));
        Assert.True(long.Parse((string)gone["metadata"]!["resourceVersion"]!) > long.Parse(from));
    }

    [Fact]
    public async Task A_watch_with_a_selector_sees_objects_come_and_go()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var made = await CreateAsync(server, "a");
        var from = (string)made["metadata"]!["resourceVersion"]!;
        await using var watch = await WatchLines.OpenAsync(server, $"{Configurations}?watch=1&labelSelector=x&resourceVersion={from}");
        await server.SendAsync(HttpMethod.Patch, $"{Configurations}/a", """{"metadata":{"labels":{"x":"1"}}}""", Merge);
        Assert.Equal(("ADDED", "a"), await watch.NextAsync());
        await server.SendAsync(HttpMethod.Patch, $"{Configurations}/a", """{"metadata":{"labels":{"x":null}}}""", Merge);
        Assert.Equal(("DELETED", "a"), await watch.NextAsync());
    }

    [Fact]
    public async Task A_watch_from_nowhere_begins_with_what_is_there_and_ends_in_time()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        await CreateAsync(server, "a");
        await using var watch = await WatchLines.OpenAsync(server, $"{Configurations}?watch=1&resourceVersion=0&timeoutSeconds=1");
        Assert.Equal(("ADDED", "a"), await watch.NextAsync());
        Assert.Null(await watch.LineAsync());
    }

    [Fact]
    public async Task Who_is_not_known_gets_nothing()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var stranger = ApiServerUnderTest.ClientOf(server.Url, server.AuthorityPem, "no-such-token");
        using var answer = await stranger.GetAsync(new Uri(Configurations, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Requests_that_make_no_sense_are_answered()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var made = (await CreateAsync(server, "a")).ToJsonString();
        (HttpMethod Method, string Path, string? Body, string Type, HttpStatusCode Code)[] cases =
        [
            (HttpMethod.Post, Configurations, "{", "application/json", HttpStatusCode.BadRequest),
            (HttpMethod.Post, Configurations, "[]", "application/json", HttpStatusCode.BadRequest),
            (HttpMethod.Post, Configurations, made.Replace("v1beta1", "v2", StringComparison.Ordinal), "application/json", HttpStatusCode.BadRequest),
            (HttpMethod.Patch, $"{Configurations}/a", "{}", "application/strategic-merge-patch+json", HttpStatusCode.UnsupportedMediaType),
            (HttpMethod.Get, $"{Configurations}/b", null, "", HttpStatusCode.NotFound),
            (HttpMethod.Delete, $"{Configurations}/b", null, "", HttpStatusCode.NotFound),
            (HttpMethod.Get, $"{Configurations}s", null, "", HttpStatusCode.NotFound),
            (HttpMethod.Put, $"{Configurations}/a", made.Replace("\"name\":\"a\"", "\"name\":\"b\"", StringComparison.Ordinal), "application/json", HttpStatusCode.BadRequest),
        ];
        foreach (var (method, path, body, type, code) in cases)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue(type));
            using var answer = await server.Client.SendAsync(request);
            Assert.True(answer.StatusCode == code, $"{method} {path} {body}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var body = """{"apiVersion":"frrk8s.metallb.io/v1beta1","kind":"FRRConfiguration","metadata":{"name":"a"}}""";
        var (code, _) = await server.SendAsync(HttpMethod.Post, $"{Configurations}?dryRun=All", body);
        Assert.Equal(HttpStatusCode.Created, code);
        (code, _) = await server.SendAsync(HttpMethod.Get, $"{Configurations}/a");
        Assert.Equal(HttpStatusCode.NotFound, code);
    }

    private static Task<JsonObject> CreateAsync(ApiServerUnderTest server, string name, string labels = "{}") => server.CreateAsync(
        Configurations, $"{{apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRConfiguration, metadata: {{name: {name}, labels: {labels}}}, spec: {{}}}}");

    private static IEnumerable<string> Names(JsonObject list) => list["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!);
}
