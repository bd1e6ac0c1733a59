using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi;
using FrrK8s.KubeApi.Access;

namespace FrrK8s.HostTests.Deploy;

/// <summary>The accounts may do what the programs do, and nothing else.</summary>
public sealed class RbacTests
{
    private const string Own = "/apis/frrk8s.metallb.io/v1beta1";
    private const string Configurations = $"{Own}/namespaces/{DeployedRelease.Namespace}/frrconfigurations";
    private const string Secrets = $"/api/v1/namespaces/{DeployedRelease.Namespace}/secrets";
    private const string Sessions = $"{Own}/namespaces/{DeployedRelease.Namespace}/bgpsessionstates";

    [DeployFact]
    public async Task Each_request_is_allowed_and_no_rule_is_idle()
    {
        await using var release = await DeployedRelease.StartAsync();
        var server = release.Server;
        await server.CreateAsync("/api/v1/nodes", "{apiVersion: v1, kind: Node, metadata: {name: n1, labels: {role: a, kubernetes.io/hostname: n1}}}");
        await server.CreateAsync("/api/v1/nodes", "{apiVersion: v1, kind: Node, metadata: {name: gone}}");
        await StatesOfAsync(server, "gone");
        await release.StartControllerAsync();
        await Eventually.TrueAsync(async () => await HookAnswersAsync(server), "the webhook is called", () => string.Join('\n', release.Log));

        release.Frr.Sessions = """{"default": {"vrfId": 0, "10.0.0.1": {"bgpState": "Established"} } }""";
        await SecretAsync(server, "bgp");
        await ConfigureAsync(server, "one", "10.0.0.1", "a", "bgp");
        await ConfigureAsync(server, "two", "10.0.0.2", "a", "later");
        await ConfigureAsync(server, "three", "10.0.0.3", "b", null);
        var stop = await release.StartDaemonAsync(await release.PodAsync("frr-k8s-1", "n1"), "n1");
        await StateAsync(release, "one", "Accepted");

        // What is refused, taken and refused again is told three times, and two of them are one Event.
        await StateAsync(release, "two", "refused");
        await SecretAsync(server, "later");
        await StateAsync(release, "two", "Accepted");
        await server.SendAsync(HttpMethod.Delete, $"{Secrets}/later");
        await StateAsync(release, "two", "refused");
        await Eventually.TrueAsync(
            async () => (await ListAsync(server, $"/api/v1/namespaces/{DeployedRelease.Namespace}/events")).Any(item => (int?)item["count"] == 2), "an Event counts");

        // Another one that contradicts it is refused by the webhook, after it has looked again.
        var (code, body) = await TryConfigureAsync(server, "contradiction", "10.0.0.1", "a", "bgp", asn: 65000);
        Assert.True(code == HttpStatusCode.Forbidden, body.ToJsonString());

        // New labels bring objects in.
        await server.SendAsync(HttpMethod.Patch, "/api/v1/nodes/n1", """{"metadata": {"labels": {"role": "b"} } }""", "application/merge-patch+json");
        await StateAsync(release, "three", "Accepted");
        await Eventually.TrueAsync(async () => await MetricsAsync(release) == HttpStatusCode.OK, "Prometheus reads the metrics");

        // The next pod takes over the states, and takes away those of sessions that are gone.
        await stop();
        await release.StartDaemonAsync(await release.PodAsync("frr-k8s-2", "n1"), "n1");
        await Eventually.TrueAsync(async () => OwnersOf(await ListAsync(server, Sessions)).Contains("frr-k8s-2"), "the states are adopted");
        release.Frr.Sessions = """{"default": {"vrfId": 0 } }""";
        await Eventually.TrueAsync(async () => (await ListAsync(server, Sessions)).Count == 0, "no state is left");
        await Eventually.TrueAsync(async () => (await ListAsync(server, $"{Own}/frrnodestates")).Count == 1, "the state of the node that is gone goes");

        var accounts = release.Rbac.Rules().Where(rule => rule.Account.StartsWith("system:serviceaccount:frr-k8s-system:frr-k8s-", StringComparison.Ordinal)).ToList();
        Assert.True(accounts.Count > 40, $"only {accounts.Count} rules");
        var idle = accounts.Except(release.Rbac.Used).Select(rule => $"{rule.Role}: {rule.Verb} {rule.Resource} {rule.Names}").ToList();
        Assert.True(idle.Count == 0, $"nobody needs:\n{string.Join('\n', idle)}");
        // Until the controller has seen the object, the Secret that it names may not be read.
        var refused = release.Rbac.Refused.Where(one => one.Request is not { Plural: "secrets", Verb: "list" }).ToList();
        Assert.True(refused.Count == 0, string.Join('\n', refused));
    }

    [DeployFact]
    public async Task A_node_reads_the_secrets_that_objects_name_and_no_others()
    {
        await using var release = await DeployedRelease.StartAsync();
        var server = release.Server;
        await server.CreateAsync("/api/v1/nodes", "{apiVersion: v1, kind: Node, metadata: {name: n1}}");
        await release.StartControllerAsync();
        await Eventually.TrueAsync(async () => await HookAnswersAsync(server), "the webhook is called");
        var pod = await release.PodAsync("frr-k8s-1", "n1");
        using var node = ApiServerUnderTest.ClientOf(server.Url, server.AuthorityPem, await server.PodTokenAsync("frr-k8s-daemon", pod, "n1"));
        await SecretAsync(server, "bgp");
        Assert.Equal(HttpStatusCode.Forbidden, await ReadAsync(node, "bgp"));

        await ConfigureAsync(server, "one", "10.0.0.1", "a", "bgp");
        await Eventually.TrueAsync(async () => await ReadAsync(node, "bgp") == HttpStatusCode.OK, "the node may read it");
        Assert.Equal(HttpStatusCode.Forbidden, await ReadAsync(node, "frr-k8s-webhook-server-cert"));
        Assert.Equal(HttpStatusCode.Forbidden, (await node.GetAsync(new Uri(Secrets, UriKind.Relative))).StatusCode);

        // Whoever empties the Role empties it for a moment.
        await server.SendAsync(
            HttpMethod.Patch,
            $"/apis/rbac.authorization.k8s.io/v1/namespaces/{DeployedRelease.Namespace}/roles/frr-k8s-passwords",
            """{"rules": []}""",
            "application/merge-patch+json");
        await Eventually.TrueAsync(async () => await ReadAsync(node, "bgp") == HttpStatusCode.OK, "the node may read it again");
        await server.SendAsync(HttpMethod.Delete, $"{Configurations}/one");
        await Eventually.TrueAsync(async () => await ReadAsync(node, "bgp") == HttpStatusCode.Forbidden, "nobody names it any more");
    }

    [DeployFact]
    public async Task The_controller_gives_nodes_nothing_that_it_does_not_have()
    {
        await using var release = await DeployedRelease.StartAsync();
        var verbs = release.Rbac.Rules()
            .Where(rule => rule is { Resource: "secrets", Names: "" } && rule.Account.EndsWith("frr-k8s-controller", StringComparison.Ordinal))
            .Select(rule => rule.Verb);
        Assert.Subset(verbs.ToHashSet(StringComparer.Ordinal), new HashSet<string>(["list", "watch"], StringComparer.Ordinal));
    }

    private static async Task<bool> HookAnswersAsync(ApiServerUnderTest server)
    {
        var (code, body) = await TryConfigureAsync(server, "broken", "no address", "a", null, query: "?dryRun=All");
        return code == HttpStatusCode.Forbidden && ((string)body["message"]!).Contains("admission webhook", StringComparison.Ordinal);
    }

    private static async Task ConfigureAsync(ApiServerUnderTest server, string name, string address, string role, string? secret)
    {
        var (code, body) = await TryConfigureAsync(server, name, address, role, secret);
        Assert.True(code == HttpStatusCode.Created, body.ToJsonString());
    }

    private static Task<(HttpStatusCode Code, JsonObject Body)> TryConfigureAsync(
        ApiServerUnderTest server, string name, string address, string role, string? secret, int asn = 64512, string query = "")
    {
        var password = secret is null ? "" : $", passwordSecret: {{name: {secret}}}";
        var manifest = $$"""
            {apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRConfiguration, metadata: {name: {{name}} },
             spec: {nodeSelector: {matchLabels: {role: {{role}} } }, bgp: {routers: [{asn: {{asn}}, neighbors: [{address: "{{address}}", asn: 64513{{password}} }]}]} } }
            """;
        return server.SendAsync(HttpMethod.Post, Configurations + query, YamlJson.Read(manifest)[0]!.ToJsonString());
    }

    private static Task<JsonObject> SecretAsync(ApiServerUnderTest server, string name) =>
        server.CreateAsync(Secrets, $"{{apiVersion: v1, kind: Secret, metadata: {{name: {name}}}, type: kubernetes.io/basic-auth, data: {{password: c2VjcmV0}}}}");

    private static async Task StatesOfAsync(ApiServerUnderTest server, string node)
    {
        await server.CreateAsync($"{Own}/frrnodestates", $"{{apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRNodeState, metadata: {{name: {node}}}}}");
        await server.CreateAsync(
            Sessions,
            $"{{apiVersion: frrk8s.metallb.io/v1beta1, kind: BGPSessionState, metadata: {{name: {node}-1, labels: {{frrk8s.metallb.io/node: {node}}}}}}}");
    }

    private static async Task StateAsync(DeployedRelease release, string name, string said)
    {
        var found = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var (_, state) = await release.Server.SendAsync(HttpMethod.Get, $"{Own}/frrnodestates/n1");
                var one = ((state["status"] as JsonObject)?["configurations"]?.AsArray() ?? []).FirstOrDefault(item => (string?)item!["name"] == name);
                found = one?.ToJsonString() ?? state.ToJsonString();
                return one is not null && (said == "refused" ? !(bool)one["accepted"]! : (string?)one["reason"] == said);
            },
            $"{name} is {said}",
            () => $"{found}\n{string.Join('\n', release.Log)}");
    }

    private static async Task<List<JsonNode>> ListAsync(ApiServerUnderTest server, string path) =>
        [.. (await server.SendAsync(HttpMethod.Get, path)).Body["items"]!.AsArray().Select(item => item!)];

    private static HashSet<string> OwnersOf(IEnumerable<JsonNode> items) =>
        [.. items.SelectMany(item => item["metadata"]?["ownerReferences"]?.AsArray() ?? []).Select(owner => (string)owner!["name"]!)];

    private static async Task<HttpStatusCode> ReadAsync(HttpClient client, string secret)
    {
        using var answer = await client.GetAsync(new Uri($"{Secrets}?fieldSelector=metadata.name%3D{secret}", UriKind.Relative));
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> MetricsAsync(DeployedRelease release)
    {
        const string account = "prometheus";
        var server = release.Server.Own;
        server.Access.AddToken(account, UserInfo.ServiceAccount("monitoring", account));
        server.Access.Allow($"system:serviceaccount:monitoring:{account}", "get", "/metrics");
        using var handler = new SocketsHttpHandler();
        // It is the one that the daemon has made for itself.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=frr-k8s-metrics, O=frrk8s";
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account);
        using var answer = await client.GetAsync(new Uri($"https://127.0.0.1:{release.MetricsPort}/metrics"));
        return answer.StatusCode;
    }
}
