using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Webhook;

/// <summary>An API server calls the webhook for what people apply.</summary>
public sealed class HookTests : IAsyncLifetime
{
    private const string DryRun = $"/apis/frrk8s.metallb.io/v1beta1/namespaces/{HookLab.Namespace}/frrconfigurations?dryRun=All";

    private HookLab _lab = null!;

    public async Task InitializeAsync() => _lab = await HookLab.StartAsync();

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task Contradictions_are_refused_at_once_also_without_a_pause_between()
    {
        for (var round = 0; round < 5; round++)
        {
            await _lab.CreateAsync($"a{round}", Cluster.Router($"round={round}", 64512));
            Assert.Contains($"frr-k8s-system/a{round} says `64512`", await _lab.RefusalAsync($"b{round}", Cluster.Router($"round={round}", 64513)));
        }
    }

    [Fact]
    public async Task What_was_deleted_a_moment_ago_refuses_nobody()
    {
        for (var round = 0; round < 5; round++)
        {
            await _lab.CreateAsync("a", Cluster.Router("", 64512));
            await _lab.Client.DeleteAsync(ApiResources.FrrConfigurations, HookLab.Namespace, "a", default);
            await _lab.CreateAsync("b", Cluster.Router("", 64513));
            await _lab.Client.DeleteAsync(ApiResources.FrrConfigurations, HookLab.Namespace, "b", default);
        }
    }

    [Fact]
    public async Task Labels_of_nodes_are_followed()
    {
        await _lab.CreateAsync("a", Cluster.Router("rack=a", 64512));
        var body = Cluster.Manifest("b", Cluster.Router("zone=b", 64513)).GetRawText();
        Assert.Equal(201, (int)(await _lab.Server.SendAsync(HttpMethod.Post, DryRun, body)).Code);
        await _lab.NodeAsync("n3", """, "rack": "a", "zone": "b" """);
        await Eventually.TrueAsync(
            async () => (await _lab.Server.SendAsync(HttpMethod.Post, DryRun, body)).Body.ToJsonString().Contains("they meet on node n3", StringComparison.Ordinal),
            "the new node counts");
    }

    [Fact]
    public async Task A_dry_run_is_answered_and_not_remembered()
    {
        var body = Cluster.Manifest("a", Cluster.Router("", 64512)).GetRawText();
        var (code, answer) = await _lab.Server.SendAsync(HttpMethod.Post, DryRun, body);
        Assert.True((int)code == 201, answer.ToJsonString());
        await _lab.CreateAsync("b", Cluster.Router("", 64513));
        Assert.Equal(403, (int)(await _lab.Server.SendAsync(HttpMethod.Post, DryRun, body)).Code);
    }

    [Fact]
    public async Task An_object_can_always_be_deleted_and_a_missing_secret_is_said()
    {
        var made = await _lab.CreateAsync(
            "a", Cluster.Neighbor("", """ "address": "10.0.0.1", "asn": 64513, "passwordSecret": { "name": "nowhere" } """));
        Assert.Equal("a", made.GetProperty("metadata").GetProperty("name").GetString());
        await _lab.Client.DeleteAsync(ApiResources.FrrConfigurations, HookLab.Namespace, "a", default);
    }

    [Fact]
    public async Task Two_replicas_share_one_certificate_and_either_answers()
    {
        await _lab.CreateAsync("a", Cluster.Router("", 64512));
        var before = await _lab.BundleAsync();
        var second = await _lab.StartReplicaAsync();
        await _lab.Client.DeleteAsync(ApiResources.ValidatingWebhookConfigurations, null, HookLab.Names.WebhookConfiguration, default);
        await _lab.RegisterAsync(second);
        await Eventually.TrueAsync(async () => await _lab.BundleAsync() == before, "the second replica writes the same trust");
        await _lab.CalledAsync();
        Assert.Contains("frr-k8s-system/a says `64512`", await _lab.RefusalAsync("b", Cluster.Router("", 64513)));
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task People_read_refusals_and_warnings_in_their_terminal(KubectlChoice choice)
    {
        using var kubectl = new Kubectl(_lab.Server, choice);
        await kubectl.RunAsync(["apply", "-f", "-"], Cluster.Manifest("a", Cluster.Router("", 64512)).GetRawText());
        var (code, _, refusal) = await kubectl.TryAsync(["apply", "-f", "-"], Cluster.Manifest("b", Cluster.Router("", 64513)).GetRawText());
        Assert.NotEqual(0, code);
        Assert.Contains("denied the request: spec.bgp.routers[0].asn: conflict on asn of router of vrf default", refusal);
        Assert.Contains("they meet on nodes n1, n2", refusal);

        var warned = await kubectl.TryAsync(
            ["apply", "-f", "-"],
            Cluster.Manifest("c", Cluster.Neighbor("", """ "address": "10.0.0.1", "asn": 64513, "passwordSecret": { "name": "nowhere" } """)).GetRawText());
        Assert.Equal(0, warned.Code);
        Assert.Contains("the secret frr-k8s-system/nowhere does not exist", warned.Error);
        await kubectl.RunAsync(["delete", "frrconfiguration", "a", "c"]);
        await kubectl.RunAsync(["apply", "-f", "-"], Cluster.Manifest("b", Cluster.Router("", 64513)).GetRawText());
    }
}
