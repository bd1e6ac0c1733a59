using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>`frrk8s controller` as people meet it: what kubectl shows of a refusal, and which states go away.</summary>
public sealed class ControllerTests : IAsyncLifetime
{
    private ControllerProgram _controller = null!;

    public async Task InitializeAsync() => _controller = await ControllerProgram.StartAsync();

    public async Task DisposeAsync() => await (_controller?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task Kubectl_shows_what_is_wrong_with_an_object(KubectlChoice choice)
    {
        (string Spec, string Words)[] wrong =
        [
            ("nodeSelector: {matchLabels: {'a b': c}}", "nodeSelector"),
            (Router("prefixes: [nonsense]"), "nonsense"),
            (Neighbor("address: 19@.0.2.@1, asn: 1"), "19@.0.2.@1"),
            (Neighbor("address: 192.0.2.1"), "asn"),
            (Neighbor("address: 192.0.2.1, asn: 1, dynamicASN: internal"), "dynamicASN"),
            (Neighbor("asn: 1"), "interface"),
            (Neighbor("address: 192.0.2.1, interface: eth0, asn: 1"), "interface"),
            (Neighbor("address: 192.0.2.1, asn: 1, toAdvertise: {nextHop: {ipv6: '2001:db8::1'}}"), "2001:db8::1"),
            (Neighbor("address: 192.0.2.1, asn: 1, toAdvertise: {withLocalPref: [{localPref: 5, prefixes: [10.0.0.0/24]}]}"), "10.0.0.0/24"),
        ];
        foreach (var (spec, words) in wrong)
        {
            var error = await RefusalAsync(choice, Object("a", spec));
            Assert.Contains("denied the request", error);
            Assert.Contains(words, error);
        }
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task Kubectl_shows_both_sides_of_a_contradiction_on_the_node_where_they_meet(KubectlChoice choice)
    {
        await RunAsync(choice, ["apply", "-f", "-"], Object("a", Router("id: 192.0.2.1"), "n1"));
        var error = await RefusalAsync(choice, Object("b", Router("id: 192.0.2.2"), "n1"));
        Assert.Contains("frr-k8s-system/a", error);
        Assert.Contains("192.0.2.1", error);
        Assert.Contains("192.0.2.2", error);
        Assert.Contains("n1", error);

        // Another node is another matter, until it comes back.
        await RunAsync(choice, ["apply", "-f", "-"], Object("b", Router("id: 192.0.2.2"), "n2"));
        Assert.Contains("frr-k8s-system/a", await RefusalAsync(choice, Object("b", Router("id: 192.0.2.2"), "n1")));
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task A_secret_that_is_not_there_yet_is_no_reason_to_refuse(KubectlChoice choice) =>
        Assert.Contains("created", await RunAsync(choice,
            ["apply", "-f", "-"], Object("a", Neighbor("address: 192.0.2.1, asn: 1, passwordSecret: {name: later}"))));

    [KubectlFact]
    public async Task States_of_a_node_without_a_daemon_go_and_others_stay()
    {
        foreach (var node in (string[])["n1", "gone"])
        {
            await _controller.Objects.ApplyAsync($"{{apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRNodeState, metadata: {{name: {node}}}}}");
            await _controller.Objects.ApplyAsync($$"""
                apiVersion: frrk8s.metallb.io/v1beta1
                kind: BGPSessionState
                metadata: {name: {{node}}-x, namespace: {{ApiServerUnderTest.Namespace}}, labels: {frrk8s.metallb.io/node: {{node}} } }
                """);
        }

        await Eventually.TrueAsync(async () => !await HasAsync("gone", both: false), "the states of the node that is gone go away");
        Assert.True(await HasAsync("n1", both: true));

        async Task<bool> HasAsync(string node, bool both)
        {
            var state = await _controller.Objects.TryGetAsync(ApiResources.FrrNodeStates, null, node) is not null;
            var session = await _controller.Objects.TryGetAsync(ApiResources.BgpSessionStates, ApiServerUnderTest.Namespace, $"{node}-x") is not null;
            return both ? state && session : state || session;
        }
    }

    private async Task<string> RunAsync(KubectlChoice choice, string[] arguments, string input)
    {
        using var kubectl = new Kubectl(_controller.Server, choice);
        return await kubectl.RunAsync(arguments, input);
    }

    /// <summary>What kubectl shows to somebody whose object is refused.</summary>
    private async Task<string> RefusalAsync(KubectlChoice choice, string manifest)
    {
        using var kubectl = new Kubectl(_controller.Server, choice);
        var (code, output, error) = await kubectl.TryAsync(["apply", "-f", "-"], manifest);
        Assert.True(code == 1 && output.Length == 0, $"it was taken: {output} {error}");
        return error;
    }

    private static string Object(string name, string spec, string node = "") => $$"""
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata: {name: {{name}} }
        spec: { {{(node.Length == 0 ? "" : $"nodeSelector: {{matchLabels: {{kubernetes.io/hostname: {node}}}}}, ")}} {{spec}} }
        """;

    private static string Router(string more) => $"bgp: {{routers: [{{asn: 64512, {more}}}]}}";

    private static string Neighbor(string fields) => Router($"neighbors: [{{{fields}}}]");
}
