using System.Net;
using System.Text.Json.Nodes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Deploy;

/// <summary>The daemon of one node writes the states of that node, whatever its account may do besides.</summary>
public sealed class NodePolicyTests
{
    private const string Own = "/apis/frrk8s.metallb.io/v1beta1";
    private const string States = $"{Own}/frrnodestates";
    private const string Sessions = $"{Own}/namespaces/{ApiServerUnderTest.Namespace}/bgpsessionstates";
    private const string Events = $"/api/v1/namespaces/{ApiServerUnderTest.Namespace}/events";

    [Fact]
    public async Task A_daemon_writes_the_states_of_its_own_node_and_no_others()
    {
        await using var strict = await StrictServer.StartAsync();
        var server = strict.Server;
        await ApplyAsync(strict);
        foreach (var node in (string[])["n1", "n2"])
        {
            await server.CreateAsync("/api/v1/nodes", $"{{apiVersion: v1, kind: Node, metadata: {{name: {node}}}}}");
            await server.CreateAsync(
                $"/api/v1/namespaces/{ApiServerUnderTest.Namespace}/pods",
                $"{{apiVersion: v1, kind: Pod, metadata: {{name: pod-{node}}}, spec: {{nodeName: {node}, serviceAccountName: frr-k8s-daemon, containers: [{{name: c, image: i}}]}}}}");
        }

        using var first = ApiServerUnderTest.ClientOf(server.Url, server.AuthorityPem, await server.PodTokenAsync("frr-k8s-daemon", "pod-n1", "n1"));
        using var second = ApiServerUnderTest.ClientOf(server.Url, server.AuthorityPem, await server.PodTokenAsync("frr-k8s-daemon", "pod-n2", "n2"));

        // A real server takes a while to hear of a policy.
        await Eventually.TrueAsync(async () => await SendAsync(first, HttpMethod.Post, $"{States}?dryRun=All", State("n2")) == 403, "the policy is in force");
        Assert.Equal(201, await SendAsync(first, HttpMethod.Post, States, State("n1")));
        Assert.Equal(403, await SendAsync(first, HttpMethod.Post, States, State("n2")));
        Assert.Equal(201, await SendAsync(second, HttpMethod.Post, States, State("n2")));
        const string status = """{"status": {"lastConversionResult": "success"}}""";
        Assert.Equal(200, await SendAsync(first, HttpMethod.Patch, $"{States}/n1/status", status));
        Assert.Equal(403, await SendAsync(first, HttpMethod.Patch, $"{States}/n2/status", status));

        Assert.Equal(403, await SendAsync(first, HttpMethod.Post, Sessions, Session("a", "n2")));
        Assert.Equal(403, await SendAsync(first, HttpMethod.Post, Sessions, Session("a", null)));
        Assert.Equal(201, await SendAsync(first, HttpMethod.Post, Sessions, Session("a", "n1")));
        Assert.Equal(201, await SendAsync(second, HttpMethod.Post, Sessions, Session("b", "n2")));
        Assert.Equal(200, await SendAsync(first, HttpMethod.Patch, $"{Sessions}/a/status", """{"status": {"node": "n1"}}"""));
        Assert.Equal(403, await SendAsync(first, HttpMethod.Patch, $"{Sessions}/a/status", """{"status": {"node": "n2"}}"""));
        Assert.Equal(403, await SendAsync(first, HttpMethod.Patch, $"{Sessions}/b/status", """{"status": {"node": "n1"}}"""));
        // Neither by way of the label.
        Assert.Equal(403, await SendAsync(first, HttpMethod.Patch, $"{Sessions}/b", """{"metadata": {"labels": {"frrk8s.metallb.io/node": "n1"}}}"""));
        Assert.Equal(403, await SendAsync(first, HttpMethod.Patch, $"{Sessions}/a", """{"metadata": {"labels": {"frrk8s.metallb.io/node": "n2"}}}"""));
        Assert.Equal(403, await SendAsync(first, HttpMethod.Delete, $"{Sessions}/b", null));
        Assert.Equal(200, await SendAsync(first, HttpMethod.Delete, $"{Sessions}/a", null));

        Assert.Equal(201, await SendAsync(first, HttpMethod.Post, Events, Event("a", "n1", "FRRConfiguration")));
        Assert.Equal(403, await SendAsync(first, HttpMethod.Post, Events, Event("b", "n2", "FRRConfiguration")));
        Assert.Equal(403, await SendAsync(first, HttpMethod.Post, Events, Event("c", "n1", "Pod")));

        // It is for the daemons' account alone.
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Delete, $"{Sessions}/b")).Code);
    }

    [OwnServerFact]
    public async Task A_token_that_names_no_node_writes_nothing()
    {
        await using var strict = await StrictServer.StartAsync();
        await ApplyAsync(strict, withAccount: false);
        using var client = ApiServerUnderTest.ClientOf(strict.Server.Url, strict.Server.AuthorityPem, await strict.Server.ServiceAccountTokenAsync("frr-k8s-daemon"));
        Assert.Equal(403, await SendAsync(client, HttpMethod.Post, States, State("n1")));
    }

    // From the files, so that no helm is needed: that they are the chart's is another test.
    private static async Task ApplyAsync(StrictServer strict, bool withAccount = true)
    {
        string[] kinds = ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "ServiceAccount"];
        var objects = Chart.Objects(await File.ReadAllTextAsync(Repository.PathOf("deploy/all-in-one/frr-k8s.yaml")));
        foreach (var item in objects.Where(item => kinds.Contains((string)item["kind"]!) && (withAccount || (string)item["kind"]! != "ServiceAccount")))
        {
            var (code, body) = await strict.ApplyAsync(item);
            Assert.True(code is HttpStatusCode.OK or HttpStatusCode.Created, body.ToJsonString());
        }
    }

    private static async Task<int> SendAsync(HttpClient client, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json");
        }

        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static string State(string node) =>
        new JsonObject { ["apiVersion"] = "frrk8s.metallb.io/v1beta1", ["kind"] = "FRRNodeState", ["metadata"] = new JsonObject { ["name"] = node } }.ToJsonString();

    private static string Session(string name, string? node) => new JsonObject
    {
        ["apiVersion"] = "frrk8s.metallb.io/v1beta1",
        ["kind"] = "BGPSessionState",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = node is null ? [] : new JsonObject { ["frrk8s.metallb.io/node"] = node } },
    }.ToJsonString();

    private static string Event(string name, string node, string kind) => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Event",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["involvedObject"] = new JsonObject { ["kind"] = kind, ["name"] = "x", ["namespace"] = ApiServerUnderTest.Namespace },
        ["reportingComponent"] = "frr-k8s",
        ["reportingInstance"] = node,
    }.ToJsonString();
}
