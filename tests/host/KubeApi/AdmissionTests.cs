using System.Net;
using System.Text.Json.Nodes;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>How the server asks webhooks.</summary>
public sealed class AdmissionTests
{
    private const string Configurations = $"/apis/frrk8s.metallb.io/v1beta1/namespaces/{ApiServerUnderTest.Namespace}/frrconfigurations";
    private const string Webhooks = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    private const string Item = """{"apiVersion":"frrk8s.metallb.io/v1beta1","kind":"FRRConfiguration","metadata":{"name":"a"}}""";

    [Fact]
    public async Task A_refusal_reaches_the_asker_and_nothing_is_written()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        await using var webhook = await TestWebhook.StartAsync(request => (string?)request["name"] == "a"
            ? new JsonObject { ["allowed"] = false, ["status"] = new JsonObject { ["message"] = "no a here", ["code"] = 403 } }
            : new JsonObject { ["allowed"] = true });
        await AddAsync(server, webhook.Configuration("deny"));
        await Eventually.TrueAsync(
            async () => (await server.SendAsync(HttpMethod.Post, $"{Configurations}?dryRun=All", Item)).Code == HttpStatusCode.Forbidden, "the webhook is asked");
        var (code, status) = await server.SendAsync(HttpMethod.Post, Configurations, Item);
        Assert.Equal(HttpStatusCode.Forbidden, code);
        Assert.Equal("admission webhook \"deny.example.com\" denied the request: no a here", (string?)status["message"]);
        (code, _) = await server.SendAsync(HttpMethod.Get, $"{Configurations}/a");
        Assert.Equal(HttpStatusCode.NotFound, code);
        (code, _) = await server.SendAsync(HttpMethod.Post, Configurations, Item.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Created, code);
    }

    [Fact]
    public async Task The_webhook_sees_what_happens_and_its_warnings_are_passed_on()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        await using var webhook = await TestWebhook.StartAsync(_ => new JsonObject { ["allowed"] = true, ["warnings"] = new JsonArray("mind the gap") });
        await AddAsync(server, webhook.Configuration("warn"));
        await Eventually.TrueAsync(
            async () =>
            {
                await server.SendAsync(HttpMethod.Post, $"{Configurations}?dryRun=All", Item);
                return !webhook.Requests.IsEmpty;
            },
            "the webhook is asked");
        Assert.True((bool)webhook.Requests.First()["dryRun"]!);
        webhook.Requests.Clear();

        using (var content = new StringContent(Item, System.Text.Encoding.UTF8, "application/json"))
        {
            using var answer = await server.Client.PostAsync(new Uri(Configurations, UriKind.Relative), content);
            Assert.Contains("mind the gap", Assert.Single(answer.Headers.GetValues("Warning")));
        }

        await server.SendAsync(HttpMethod.Patch, $"{Configurations}/a", """{"spec":{"raw":{"priority":3}}}""", "application/merge-patch+json");
        await server.SendAsync(HttpMethod.Delete, $"{Configurations}/a");
        var seen = webhook.Requests.Select(request =>
            ((string?)request["operation"], (string?)request["object"]?["kind"], (int?)request["oldObject"]?["spec"]?["raw"]?["priority"]));
        Assert.Equal([("CREATE", "FRRConfiguration", null), ("UPDATE", "FRRConfiguration", null), ("DELETE", null, 3)], seen);
        Assert.All(webhook.Requests, request => Assert.Equal(ApiServerUnderTest.Namespace, (string?)request["namespace"]));
    }

    [Fact]
    public async Task A_webhook_that_cannot_be_trusted_fails_or_is_left_out()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        await using var webhook = await TestWebhook.StartAsync(_ => new JsonObject { ["allowed"] = true });
        await AddAsync(server, webhook.Configuration("ignore", "failurePolicy: Ignore, ", isTrusted: false));
        var (code, _) = await server.SendAsync(HttpMethod.Post, Configurations, Item);
        Assert.Equal(HttpStatusCode.Created, code);
        await AddAsync(server, webhook.Configuration("fail", isTrusted: false));
        var other = Item.Replace("\"a\"", "\"b\"", StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () => (await server.SendAsync(HttpMethod.Post, $"{Configurations}?dryRun=All", other)).Code == HttpStatusCode.InternalServerError,
            "the webhook is asked");
        var (_, status) = await server.SendAsync(HttpMethod.Post, Configurations, other);
        Assert.Contains("failed calling webhook \"fail.example.com\"", (string?)status["message"]);
        Assert.Empty(webhook.Requests);
    }

    [Fact]
    public async Task Only_what_a_webhook_names_is_shown_to_it()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        await using var webhook = await TestWebhook.StartAsync(_ => new JsonObject { ["allowed"] = false });
        await AddAsync(server, webhook.Configuration("some", "objectSelector: {matchLabels: {seen: \"yes\"}},"));
        await AddAsync(server, webhook.Configuration("nowhere", "namespaceSelector: {matchLabels: {no: such}},"));
        var seen = Item.Replace("\"name\":\"a\"", "\"name\":\"b\",\"labels\":{\"seen\":\"yes\"}", StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () => (await server.SendAsync(HttpMethod.Post, $"{Configurations}?dryRun=All", seen)).Code == HttpStatusCode.BadRequest, "the webhook is asked");
        var (code, _) = await server.SendAsync(HttpMethod.Post, Configurations, Item);
        Assert.Equal(HttpStatusCode.Created, code);
        Assert.All(webhook.Requests, request => Assert.Equal("b", (string?)request["name"]));
    }

    private static Task<JsonObject> AddAsync(ApiServerUnderTest server, string configuration) => server.CreateAsync(Webhooks, configuration);
}
