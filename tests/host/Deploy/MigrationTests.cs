using System.Text.Json.Nodes;
using FrrK8s.HostTests.Documents;
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

    // Has to be free before ours comes: the selector of a DaemonSet cannot be changed.
    private const string Replaced = "DaemonSet/frr-k8s-daemon";

    private static readonly HashSet<string> Ours = [.. new[] { "frr-k8s.yaml", "frr-k8s-prometheus.yaml" }
        .SelectMany(file => Chart.Objects(File.ReadAllText(Repository.PathOf($"deploy/all-in-one/{file}"))))
        .Select(item => Name((string)item["kind"]!, (string)item["metadata"]!["name"]!))];

    [Fact]
    public void What_the_page_deletes_is_theirs_and_not_ours()
    {
        var theirs = Theirs.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
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
