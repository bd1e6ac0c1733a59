using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>What people do with kubectl.</summary>
public sealed class KubectlTests
{
    private const string Manifest = """
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata: {name: a}
        spec:
          bgp:
            routers:
            - asn: 64512
              neighbors: [{address: 192.0.2.1, asn: 64513}]
        """;

    private const string NodeState = """
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRNodeState
        metadata: {name: node-1}
        """;

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task An_object_is_applied_changed_and_deleted(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        Assert.Contains("frrconfiguration.frrk8s.metallb.io/a created", await kubectl.RunAsync(["apply", "-f", "-"], Manifest));
        Assert.Contains("configured", await kubectl.RunAsync(["apply", "-f", "-"], Manifest.Replace("64513", "64514", StringComparison.Ordinal)));
        Assert.Contains("asn: 64514", await kubectl.RunAsync(["get", "frrconfiguration", "a", "-o", "yaml"]));
        Assert.Contains("deleted", await kubectl.RunAsync(["delete", "-f", "-"], Manifest));
        var (code, _, error) = await kubectl.TryAsync(["get", "frrconfiguration", "a"]);
        Assert.Equal(1, code);
        Assert.Contains("frrconfigurations.frrk8s.metallb.io \"a\" not found", error);
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task Short_names_categories_and_columns_are_there(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        await kubectl.RunAsync(["apply", "-f", "-"], Manifest);
        var lines = (await kubectl.RunAsync(["get", "frrc", "-o", "wide"])).Split('\n');
        Assert.Equal(["NAME", "ASN", "AGE"], Words(lines[0]));
        Assert.Equal(["a", "64512"], Words(lines[1])[..2]);
        Assert.Contains("frrconfiguration.frrk8s.metallb.io/a", await kubectl.RunAsync(["get", "frrk8s", "-o", "name"]));
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task A_field_that_nobody_knows_is_refused_by_its_path(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        const string manifest =
            """{"apiVersion":"frrk8s.metallb.io/v1beta1","kind":"FRRConfiguration","metadata":{"name":"a"},"spec":{"bgp":{"router":[]}}}""";
        var isOld = (await kubectl.RunAsync(["version", "--client", "-o", "json"])).Contains("\"minor\": \"20\"", StringComparison.Ordinal);
        // kubectl before 1.25 looks itself, before it asks the server, which publishes its schemas a moment late.
        var wanted = isOld ? "unknown field \"router\" in " : "strict decoding error: unknown field \"spec.bgp.router\"";
        var said = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var (_, output, error) = await kubectl.TryAsync(["apply", "-f", "-"], manifest);
                said = output + error;
                return said.Contains(wanted, StringComparison.Ordinal);
            },
            wanted,
            () => said);
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task A_value_out_of_bounds_is_refused_by_its_path(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        var (code, _, error) = await kubectl.TryAsync(["apply", "-f", "-"], Manifest.Replace("asn: 64512", "asn: 0", StringComparison.Ordinal));
        Assert.Equal(1, code);
        Assert.Contains("spec.bgp.routers[0].asn", error);
        Assert.Contains("should be greater than or equal to 1", error);
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task Labels_and_patches_change_it(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        await kubectl.RunAsync(["apply", "-f", "-"], Manifest);
        await kubectl.RunAsync(["label", "frrconfiguration", "a", "team=net"]);
        Assert.Contains("/a", await kubectl.RunAsync(["get", "frrconfiguration", "-l", "team in (net,web)", "-o", "name"]));
        Assert.DoesNotContain("/a", await kubectl.RunAsync(["get", "frrconfiguration", "-l", "team!=net", "-o", "name"]));
        await kubectl.RunAsync(["patch", "frrconfiguration", "a", "--type=merge", "-p", """{"spec":{"raw":{"priority":5}}}"""]);
        await kubectl.RunAsync(["patch", "frrconfiguration", "a", "--type=json", "-p", """[{"op":"replace","path":"/spec/raw/priority","value":7}]"""]);
        Assert.Equal("7 3", await kubectl.RunAsync(["get", "frrconfiguration", "a", "-o", "jsonpath={.spec.raw.priority} {.metadata.generation}"]));
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task Describe_shows_the_object_and_its_events(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        await kubectl.RunAsync(["apply", "-f", "-"], Manifest);
        var uid = await kubectl.RunAsync(["get", "frrconfiguration", "a", "-o", "jsonpath={.metadata.uid}"]);
        await server.CreateAsync(
            $"/api/v1/namespaces/{ApiServerUnderTest.Namespace}/events",
            $$"""
            {apiVersion: v1, kind: Event, metadata: {name: a.1}, type: Warning, reason: Refused, message: it is refused, count: 1,
             firstTimestamp: "2026-01-01T00:00:00Z", lastTimestamp: "2026-01-01T00:00:00Z", source: {component: frrk8s},
             involvedObject: {apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRConfiguration, name: a, namespace: {{ApiServerUnderTest.Namespace}}, uid: {{uid}} } }
            """);
        var text = await kubectl.RunAsync(["describe", "frrconfiguration", "a"]);
        Assert.Contains("192.0.2.1", text);
        Assert.Contains("it is refused", text);
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task Wait_sees_a_condition_come(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        await kubectl.RunAsync(["apply", "-f", "-"], NodeState);
        var waiting = kubectl.RunAsync(["wait", "--for=condition=Applied", "frrnodestate/node-1", "--timeout=30s"]);
        var (code, body) = await server.SendAsync(
            HttpMethod.Patch,
            "/apis/frrk8s.metallb.io/v1beta1/frrnodestates/node-1/status",
            """
            {"status":{"lastConversionResult":"success","observedAt":"2026-01-01T00:00:00.5Z",
             "conditions":[{"type":"Applied","status":"True","reason":"Success","message":"","lastTransitionTime":"2026-01-01T00:00:00Z"}],
             "configurations":[{"namespace":"x","name":"a","generation":7,"accepted":true}]}}
            """,
            "application/merge-patch+json");
        Assert.True(code == System.Net.HttpStatusCode.OK, body.ToJsonString());
        Assert.Contains("condition met", await waiting);
        var lines = (await kubectl.RunAsync(["get", "frrnodestates"])).Split('\n');
        Assert.Equal(["NAME", "CONVERTED", "APPLIED", "INSYNC", "AGE"], Words(lines[0]));
        Assert.Equal(["node-1", "True"], Words(lines[1])[..2]);
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task Server_side_apply_knows_who_owns_a_field(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        const string head = "apiVersion: frrk8s.metallb.io/v1beta1\nkind: FRRConfiguration\nmetadata: {name: b}\nspec:";
        const string two = head + " {raw: {priority: 1, rawConfig: \"!\"}}";
        const string one = head + " {raw: {priority: 2}}";
        await kubectl.RunAsync(["apply", "--server-side", "--field-manager=first", "-f", "-"], two);
        var (code, _, error) = await kubectl.TryAsync(["apply", "--server-side", "--field-manager=second", "-f", "-"], one);
        Assert.Equal(1, code);
        Assert.Contains("conflict with \"first\"", error);
        Assert.Contains(".spec.raw.priority", error);
        await kubectl.RunAsync(["apply", "--server-side", "--field-manager=second", "--force-conflicts", "-f", "-"], one);
        await kubectl.RunAsync(["apply", "--server-side", "--field-manager=first", "-f", "-"], head + " {}");
        Assert.Equal("2;", await kubectl.RunAsync(["get", "frrconfiguration", "b", "-o", "jsonpath={.spec.raw.priority};{.spec.raw.rawConfig}"]));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
