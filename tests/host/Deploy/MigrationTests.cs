using System.Text.Json.Nodes;
using FrrK8s.HostTests.Documents;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Deploy;

/// <summary>Coming from the Go project: what `docs/migrate.md` deletes by name is theirs alone, and no pod of theirs is one of our DaemonSet.</summary>
public sealed class MigrationTests
{
    // Of their all-in-one file, and of their chart as the release `frr-k8s`; namespace and CRDs aside.
    private const string Theirs = """
        ServiceAccount/frr-k8s-daemon Role/frr-k8s-daemon-role Role/frr-k8s-nodestate-cleaner-role ClusterRole/frr-k8s-daemon-role ClusterRole/frr-k8s-metrics-reader
        ClusterRole/frr-k8s-proxy-role ClusterRoleBinding/frr-k8s-daemon-rolebinding RoleBinding/frr-k8s-daemon-rolebinding RoleBinding/frr-k8s-nodestate-cleaner-rolebinding
        ClusterRoleBinding/frr-k8s-proxy-rolebinding ConfigMap/frr-k8s-frr-startup Secret/frr-k8s-webhook-server-cert Service/frr-k8s-metrics-service
        Service/frr-k8s-webhook-service Deployment/frr-k8s-statuscleaner DaemonSet/frr-k8s-daemon ValidatingWebhookConfiguration/frr-k8s-validating-webhook-configuration
        DaemonSet/frr-k8s ServiceAccount/frr-k8s-controller ClusterRole/frr-k8s-controller ClusterRoleBinding/frr-k8s-controller Role/frr-k8s-controller
        RoleBinding/frr-k8s-controller Service/frr-k8s-frr-k8s-monitor-service
        """;

    private const string Rbac = "rbac.authorization.k8s.io/v1";

    // Has to be free before ours comes: the selector of a DaemonSet cannot be changed.
    private const string Replaced = "DaemonSet/frr-k8s-daemon";

    private static readonly IReadOnlyList<string> TheirNames = [.. Theirs.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];

    private static readonly HashSet<string> Ours = [.. new[] { "frr-k8s.yaml", "frr-k8s-prometheus.yaml" }
        .SelectMany(file => Chart.Objects(File.ReadAllText(Repository.PathOf($"deploy/all-in-one/{file}"))))
        .Select(item => Name((string)item["kind"]!, (string)item["metadata"]!["name"]!))];

    [Fact]
    public void What_the_page_deletes_is_theirs_and_not_ours()
    {
        var theirs = TheirNames.Select(name => name.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var commands = Page.Read("docs/migrate.md").Commands.SelectMany(block => block.Commands.Lines).Where(line => line.StartsWith("kubectl delete ", StringComparison.Ordinal)).ToList();
        var deleted = commands.SelectMany(Named).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([Replaced.ToLowerInvariant()], deleted.Intersect(Ours, StringComparer.Ordinal));
        Assert.Equal(
            theirs.Except(Ours, StringComparer.Ordinal).Append(Replaced.ToLowerInvariant()).Order(StringComparer.Ordinal),
            deleted.Order(StringComparer.Ordinal));
        Assert.All(commands, line => Assert.DoesNotContain(" -f ", line, StringComparison.Ordinal));
        Assert.All(
            commands.Where(line => line.StartsWith("kubectl delete daemonset", StringComparison.Ordinal)),
            line => Assert.Contains("--cascade=orphan", line, StringComparison.Ordinal));
    }

    [ClusterCommandTheory]
    [InlineData("docs/migrate.md")]
    public async Task After_its_steps_what_is_theirs_alone_is_gone_and_all_else_is_there(string page)
    {
        await using var cluster = await DocumentCluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Server);
        foreach (var name in TheirNames)
        {
            // A controller that waits for the page may have made the Secret.
            await kubectl.RunAsync(["apply", "--server-side", "--field-manager=theirs", "-f", "-"], Manifest(name.Split('/')[0], name.Split('/')[1]).ToJsonString());
        }

        await kubectl.RunAsync(["create", "secret", "generic", "sh.helm.release.v1.frr-k8s.v1", "--type=helm.sh/release.v1", "--from-literal=release=theirs"]);
        await kubectl.RunAsync(["label", "secret", "sh.helm.release.v1.frr-k8s.v1", "owner=helm", "name=frr-k8s", "status=deployed", "version=1"]);
        await kubectl.RunAsync(["create", "-f", Repository.PathOf("samples/configuring.yaml")]);

        using var session = new Session();
        var steps = Page.Read(page);
        var first = steps.Headings.Single(heading => heading.Text == "Order of steps").Line;
        var blocks = steps.Commands.Where(block => block.Kind == BlockKind.Cluster && block.Commands.Line > first).ToList();
        var problems = await session.RunAsync(blocks, cluster.World);
        Assert.True(problems.Count == 0, string.Join('\n', problems));

        var kinds = TheirNames.Select(name => name.Split('/')[0].ToLowerInvariant()).Distinct(StringComparer.Ordinal);
        var found = (await kubectl.RunAsync(["get", string.Join(',', kinds), "--all-namespaces", "-o", "name"]))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => $"{name.Split('/')[0].Split('.')[0]}/{name.Split('/')[1]}")
            .ToHashSet(StringComparer.Ordinal);
        var theirs = TheirNames.Select(name => name.ToLowerInvariant()).ToList();
        Assert.Equal(theirs.Where(Ours.Contains).Order(StringComparer.Ordinal), theirs.Where(found.Contains).Order(StringComparer.Ordinal));
        Assert.Contains("/configuring", await kubectl.RunAsync(["get", "frrconfigurations", "-o", "name"]), StringComparison.Ordinal);
    }

    [HelmFact]
    public async Task The_DaemonSet_takes_over_no_pod_that_a_release_of_theirs_has_left()
    {
        var objects = await Chart.RenderAsync(new JsonObject { ["prometheus"] = new JsonObject { ["serviceMonitor"] = new JsonObject { ["enabled"] = true } } });
        var daemon = objects.Single(item => (string)item["kind"]! == "DaemonSet");
        var labels = Labels(daemon["spec"]!["template"]!["metadata"]!["labels"]);
        var left = Labels(JsonNode.Parse("""
            {"app": "frr-k8s", "app.kubernetes.io/name": "frr-k8s", "app.kubernetes.io/instance": "frr-k8s", "app.kubernetes.io/component": "frr-k8s"}
            """));
        Assert.Subset(labels, left);
        var selectors = new List<HashSet<string>>
        {
            Labels(daemon["spec"]!["selector"]!["matchLabels"]),
            Labels(objects.Single(item => Name(item) == "service/frr-k8s-metrics")["spec"]!["selector"]),
            CleanerSelector(objects),
        };
        Assert.All(selectors, selector =>
        {
            Assert.Subset(labels, selector);
            Assert.False(left.IsSupersetOf(selector), string.Join(',', selector));
        });
    }

    private static HashSet<string> CleanerSelector(IEnumerable<JsonObject> objects)
    {
        const string option = "--frrk8s-selector=";
        var arguments = objects.Single(item => (string)item["kind"]! == "Deployment");
        return [.. PodText.Containers(arguments).Single()["args"]!.AsArray().Select(argument => (string)argument!)
            .Single(argument => argument.StartsWith(option, StringComparison.Ordinal))[option.Length..].Split(',')];
    }

    private static HashSet<string> Labels(JsonNode? labels) => [.. labels!.AsObject().Select(label => $"{label.Key}={label.Value}")];

    // What a server wants of an object of theirs at least; pods of other labels, so that whatever stays is known.
    private static JsonObject Manifest(string kind, string name)
    {
        var role = name.Replace("-rolebinding", "-role", StringComparison.Ordinal);
        var (group, more) = kind switch
        {
            "DaemonSet" or "Deployment" => ("apps/v1", """
                "spec": {"selector": {"matchLabels": {"old": "pod"}}, "template": {"metadata": {"labels": {"old": "pod"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}}
                """),
            "Service" => ("v1", """ "spec": {"selector": {"old": "pod"}, "ports": [{"port": 443, "targetPort": "webhook"}]} """),
            "Role" or "ClusterRole" => (Rbac, """ "rules": [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}] """),
            "RoleBinding" or "ClusterRoleBinding" => (Rbac, $$""" "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "{{kind[..^7]}}", "name": "{{role}}"}, "subjects": [] """),
            "ValidatingWebhookConfiguration" => ("admissionregistration.k8s.io/v1", """ "webhooks": [] """),
            _ => ("v1", """ "immutable": false """),
        };
        var manifest = JsonNode.Parse($$"""{"apiVersion": "{{group}}", "kind": "{{kind}}", "metadata": {"name": "{{name}}"}, {{more}} }""")!.AsObject();
        if (kind == "ServiceAccount")
        {
            manifest.Remove("immutable");
        }

        return manifest;
    }

    // The names behind the kind, without options and their values.
    private static IEnumerable<string> Named(string command)
    {
        var words = command.Split(' ').Skip(2).ToList();
        var names = words.Skip(1).Where((word, at) => !word.StartsWith('-') && words[at] is not ("-n" or "-l" or "--field-selector"));
        return names.Select(name => Name(words[0], name));
    }

    private static string Name(JsonObject item) => Name((string)item["kind"]!, (string)item["metadata"]!["name"]!);

    private static string Name(string kind, string name) => $"{kind}/{name}".ToLowerInvariant();
}
