using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>What people do with kubectl before and after a change: look at schemas and differences, try, apply again.</summary>
public sealed class KubectlChangeTests
{
    private const string First = """
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata: {name: a, annotations: {team: net}}
        spec: {bgp: {routers: [{asn: 64512, neighbors: [{address: 192.0.2.1, asn: 64513}]}]}}
        """;

    private const string Versions = "jsonpath={.metadata.generation} {.metadata.resourceVersion}";

    private static readonly string Second = First.Replace("64513", "64514", StringComparison.Ordinal).Replace(", annotations: {team: net}", "", StringComparison.Ordinal);

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task Applied_again_it_loses_what_is_gone_and_keeps_what_others_wrote(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        await kubectl.RunAsync(["apply", "-f", "-"], First);
        await kubectl.RunAsync(["annotate", "frrconfiguration", "a", "other=x"]);
        await kubectl.RunAsync(["apply", "-f", "-"], Second);
        Assert.Equal("|x|64514", await kubectl.RunAsync(
            ["get", "frrconfiguration", "a", "-o", "jsonpath={.metadata.annotations.team}|{.metadata.annotations.other}|{.spec.bgp.routers[0].neighbors[0].asn}"]));

        var before = await kubectl.RunAsync(["get", "frrconfiguration", "a", "-o", Versions]);
        Assert.StartsWith("2 ", before, StringComparison.Ordinal);
        await kubectl.RunAsync(["apply", "-f", "-"], Second);
        Assert.Equal(before, await kubectl.RunAsync(["get", "frrconfiguration", "a", "-o", Versions]));
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task A_difference_is_shown_and_changes_nothing(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        await kubectl.RunAsync(["apply", "-f", "-"], First);
        var (code, output, error) = await kubectl.TryAsync(["diff", "-f", "-"], Second);
        Assert.True(code == 1, error);
        var changed = output.Split('\n').Where(line => line.StartsWith('+') || line.StartsWith('-')).Select(line => $"{line[0]}{line[1..].Trim()}").ToList();
        Assert.Superset(new HashSet<string>(["-team: net", "-asn: 64513", "+asn: 64514"], StringComparer.Ordinal), new HashSet<string>(changed, StringComparer.Ordinal));

        Assert.Contains("asn: 64513", await kubectl.RunAsync(["get", "frrconfiguration", "a", "-o", "yaml"]));
        await kubectl.RunAsync(["apply", "-f", "-"], Second);
        (code, output, error) = await kubectl.TryAsync(["diff", "-f", "-"], Second);
        Assert.True(code == 0 && output.Length == 0, output + error);
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task A_dry_run_is_asked_of_the_server_and_writes_nothing(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        Assert.Contains("created (server dry run)", await kubectl.RunAsync(["apply", "--dry-run=server", "-f", "-"], First));
        Assert.DoesNotContain("/a", await kubectl.RunAsync(["get", "frrconfigurations", "-o", "name"]));
        await kubectl.RunAsync(["apply", "-f", "-"], First);
        var shown = await kubectl.RunAsync(["apply", "--dry-run=server", "-o", "yaml", "-f", "-"], Second);
        Assert.Contains("asn: 64514", shown);
        Assert.Contains("addressFamilies:", shown);
        Assert.Contains("asn: 64513", await kubectl.RunAsync(["get", "frrconfiguration", "a", "-o", "yaml"]));
        var (code, _, error) = await kubectl.TryAsync(
            ["apply", "--dry-run=server", "-f", "-"], First.Replace("64513", "64513, port: 65536", StringComparison.Ordinal));
        Assert.Equal(1, code);
        Assert.Contains("spec.bgp.routers[0].neighbors[0].port", error);
    }

    [Theory]
    [WithKubectl(KubectlChoice.OnThePath)]
    [WithKubectl(KubectlChoice.OfDebian)]
    public async Task Kinds_and_fields_are_explained(KubectlChoice choice)
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        using var kubectl = new Kubectl(server, choice);
        Assert.Equal(
            ["bgpsessionstates", "frrconfigurations", "frrk8sconfigurations", "frrnodestates"],
            Lines(await kubectl.RunAsync(["api-resources", "--api-group=frrk8s.metallb.io", "-o", "name"])).Select(name => name.Split('.')[0]).Order());
        Assert.Contains("frrk8s.metallb.io/v1beta1", Lines(await kubectl.RunAsync(["api-versions"])));
        // A real server publishes what old ones read a moment late.
        await Eventually.TrueAsync(async () => (await kubectl.TryAsync(["explain", "frrconfiguration"])).Code == 0, "the kind is explained");
        var router = await kubectl.RunAsync(["explain", "frrconfiguration.spec.bgp.routers"]);
        Assert.Contains("neighbors", router);
        Assert.Contains("-required-", router);
        var port = await kubectl.RunAsync(["explain", "frrc.spec.bgp.routers.neighbors.port"]);
        Assert.Contains("<integer>", port);
        Assert.Contains("<string>", await kubectl.RunAsync(["explain", "frrnodestates.status.runningConfig"]));

        static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
