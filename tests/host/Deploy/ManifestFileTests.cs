using System.Text.Json.Nodes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Deploy;

/// <summary>The manifests for those who have no helm: they are what the chart makes, and an API server takes them.</summary>
public sealed class ManifestFileTests
{
    public static TheoryData<string, string> Variants => new()
    {
        { "frr-k8s.yaml", "base" },
        { "frr-k8s-prometheus.yaml", "overlays/prometheus" },
        { "frr-k8s-metallb.yaml", "overlays/metallb" },
        { "frr-k8s-standalone.yaml", "overlays/standalone" },
    };

    [HelmFact]
    public async Task They_are_those_of_the_chart()
    {
        var result = await Command.TryAsync("bash", [Repository.PathOf("build/manifests.sh"), "--check"]);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task The_server_takes_them_strictly(string file, string folder)
    {
        await using var server = await StrictServer.StartAsync();
        var objects = Chart.Objects(await File.ReadAllTextAsync(Repository.PathOf($"deploy/all-in-one/{file}")));
        Assert.True(objects.Count > 10, $"{folder}: {objects.Count} objects");
        foreach (var item in objects)
        {
            Assert.Null(await server.RefusalAsync(item));
            PodText.Check(item);
        }
    }

    [Fact]
    public async Task Of_a_node_only_the_daemon_has_a_token()
    {
        var objects = Chart.Objects(await File.ReadAllTextAsync(Repository.PathOf("deploy/all-in-one/frr-k8s.yaml")));
        var node = objects.Single(item => (string)item["kind"]! == "DaemonSet");
        var pod = PodText.SpecOf(node)!;
        Assert.False((bool)pod["automountServiceAccountToken"]!);
        var withToken = pod["volumes"]!.AsArray()
            .Where(volume => (volume!["projected"]?["sources"]?.AsArray() ?? []).Any(source => source!["serviceAccountToken"] is not null))
            .Select(volume => (string)volume!["name"]!);
        var volume = Assert.Single(withToken);
        var having = PodText.Containers(node).Where(container => container["volumeMounts"]!.AsArray().Any(mount => (string)mount!["name"]! == volume));
        Assert.Equal(["frrk8s"], having.Select(container => (string)container["name"]!));
    }

    [Fact]
    public async Task The_containers_have_what_they_need_and_no_more()
    {
        var objects = Chart.Objects(await File.ReadAllTextAsync(Repository.PathOf("deploy/all-in-one/frr-k8s.yaml")));
        var pods = objects.Where(item => PodText.SpecOf(item) is not null).ToList();
        var found = pods.SelectMany(PodText.Containers).ToDictionary(container => (string)container["name"]!, container => container["securityContext"]!, StringComparer.Ordinal);
        Assert.Equal(["controller", "frr", "frrk8s"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["NET_ADMIN", "NET_BIND_SERVICE", "NET_RAW", "SYS_ADMIN"], Added(found["frr"]));
        Assert.Empty(Added(found["frrk8s"]));
        Assert.Empty(Added(found["controller"]));
        Assert.Equal(["frr"], found.Where(one => (bool)one.Value["allowPrivilegeEscalation"]!).Select(one => one.Key));
        Assert.All(found.Values, security => Assert.Null(security["privileged"]));
        Assert.All(pods.SelectMany(pod => PodText.SpecOf(pod)!["volumes"]!.AsArray()), volume => Assert.Null(volume!["hostPath"]));
        Assert.Equal(["DaemonSet"], pods.Where(pod => PodText.SpecOf(pod)!["hostNetwork"] is not null).Select(pod => (string)pod["kind"]!));
        Assert.All(pods, pod => Assert.True(PodText.SpecOf(pod)!["hostPID"] is null && PodText.SpecOf(pod)!["hostIPC"] is null));
        var space = objects.Single(item => (string)item["kind"]! == "Namespace");
        Assert.Equal("privileged", (string?)space["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]);

        static IEnumerable<string> Added(JsonNode security) => (security["capabilities"]!["add"]?.AsArray() ?? []).Select(one => (string)one!);
    }

    [KubectlFact]
    public async Task Kubectl_applies_each_of_them()
    {
        await using var server = await StrictServer.StartAsync();
        using var kubectl = new Kubectl(server.Server);
        foreach (var file in Variants.Select(variant => (string)variant[0]))
        {
            var ns = file.Contains("metallb", StringComparison.Ordinal) ? "metallb-system" : ApiServerUnderTest.Namespace;
            var output = await kubectl.RunAsync(["apply", "--namespace", ns, "--dry-run=server", "-f", Repository.PathOf($"deploy/all-in-one/{file}")]);
            Assert.Contains("daemonset.apps/frr-k8s-daemon", output);
        }
    }

    [KubectlFact]
    public async Task Every_kubectl_builds_the_kustomizations()
    {
        foreach (var kubectl in Tools.Kubectls)
        {
            foreach (var variant in Variants)
            {
                var result = await Command.TryAsync(kubectl, ["kustomize", Repository.PathOf($"deploy/kustomize/{variant[1]}")]);
                Assert.True(result.ExitCode == 0 && !result.Error.Contains("deprecated", StringComparison.OrdinalIgnoreCase), $"{kubectl}: {result.Error}");
                var built = Named(Chart.Objects(result.Output));
                var written = Named(Chart.Objects(await File.ReadAllTextAsync(Repository.PathOf($"deploy/all-in-one/{variant[0]}"))));
                Assert.Equal(written.Keys.Order(StringComparer.Ordinal), built.Keys.Order(StringComparer.Ordinal));
                foreach (var (name, item) in written)
                {
                    Assert.True(JsonNode.DeepEquals(item, built[name]), $"{kubectl} {variant[1]}: {name} is another one");
                }
            }
        }
    }

    // With kubectl as helm's download has it: components are newer than some kubectls.
    [HelmFact]
    public async Task In_another_namespace_nothing_is_left_behind_with_the_component()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("edge/moved"));
        File.CreateSymbolicLink(folder.File("deploy"), Repository.PathOf("deploy"));
        var around = "resources: [moved]\ncomponents: [../deploy/kustomize/components/namespace]\n";
        await File.WriteAllTextAsync(folder.File("edge/kustomization.yaml"), around);
        foreach (var variant in Variants)
        {
            await File.WriteAllTextAsync(folder.File("edge/moved/kustomization.yaml"), $"namespace: edge\nresources: [../../deploy/kustomize/{variant[1]}]\n");
            var (without, with) = (await LeftAsync("edge/moved"), await LeftAsync("edge"));
            // What the document says that kustomize forgets.
            Assert.Contains(without, line => line.Contains("serviceaccount:", StringComparison.Ordinal));
            Assert.Empty(with);
        }

        async Task<IReadOnlyList<string>> LeftAsync(string kustomization)
        {
            var result = await Command.TryAsync(Tools.Kubectls[^1], ["kustomize", folder.File(kustomization)]);
            Assert.True(result.ExitCode == 0, result.Error);
            // Names of the cluster's objects end with it.
            return [.. result.Output.Split('\n').Where(line => line.Replace(".frr-k8s-system", "", StringComparison.Ordinal).Replace(".metallb-system", "", StringComparison.Ordinal)
                is var rest && (rest.Contains("frr-k8s-system", StringComparison.Ordinal) || rest.Contains("metallb-system", StringComparison.Ordinal)))];
        }
    }

    private static Dictionary<string, JsonObject> Named(IEnumerable<JsonObject> objects) => objects.ToDictionary(Chart.NameOf, StringComparer.Ordinal);
}
