using System.Text.Json.Nodes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Deploy;

/// <summary>The chart: each of its values does something, everything that it makes is taken by an API server, and what is mistyped is refused.</summary>
public sealed class ChartTests
{
    // Some values only count where others are set.
    private static readonly string[] Contexts =
    [
        "{}",
        """{"rbac": {"passwordSecrets": "namespace"}, "crds": {"enabled": false}}""",
        """
        {"prometheus": {"rbacPrometheus": true, "serviceAccount": "p", "namespace": "m", "scrapeAnnotations": true, "serviceMonitor": {"enabled": true},
         "prometheusRule": {"enabled": true}}, "controller": {"metricsPort": 7573}, "priorityClassQuota": {"enabled": true}, "tls": {"minVersion": "VersionTLS12"}, "crds": {"enabled": false}}
        """,
        """{"frrk8s": {"disableCertRotation": true}, "namespace": {"create": true}, "crds": {"enabled": false}}""",
    ];

    // The server in process has no quotas.
    private const string OnlyReal = "ResourceQuota";

    [HelmFact]
    public async Task Helm_finds_nothing_to_say_against_it()
    {
        var result = await Chart.RunAsync(["lint", "--strict", Chart.Folder]);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    [HelmFact]
    public async Task Each_value_changes_what_is_rendered_and_the_server_takes_all_of_it()
    {
        await using var server = await StrictServer.StartAsync();
        var contexts = Contexts.Select(text => JsonNode.Parse(text)!.AsObject()).ToList();
        var usual = new List<string>();
        foreach (var context in contexts)
        {
            usual.Add(await TextAsync(context));
            await TakenAsync(server, usual[^1], "the context " + context.ToJsonString());
        }

        var idle = new List<string>();
        foreach (var path in ChartValues.Paths)
        {
            var isUsed = false;
            for (var i = 0; i < contexts.Count && !isUsed; i++)
            {
                var values = ChartValues.Merge(contexts[i], ChartValues.Other(path));
                var (code, text, error) = await Chart.TryAsync(values);
                Assert.True(code == 0 || error.Contains("rbac.passwordSecrets", StringComparison.Ordinal) || error.Contains("rbacPrometheus needs", StringComparison.Ordinal), $"{path}: {error}");
                isUsed = code == 0 && text != usual[i];
                if (isUsed)
                {
                    await TakenAsync(server, text, values.ToJsonString());
                }
            }

            if (!isUsed)
            {
                idle.Add(path);
            }
        }

        Assert.True(idle.Count == 0, $"no template uses {string.Join(", ", idle)}");
        Assert.True(ChartValues.Paths.Count > 80, $"only {ChartValues.Paths.Count} values were found");
    }

    [HelmFact]
    public async Task A_mistyped_value_is_refused_at_every_level()
    {
        var places = ChartValues.Paths.Select(path => path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "").Distinct(StringComparer.Ordinal);
        foreach (var place in places)
        {
            var typo = place.Split('.', StringSplitOptions.RemoveEmptyEntries)
                .Reverse()
                .Aggregate(new JsonObject { ["enabeld"] = true }, (inner, name) => new JsonObject { [name] = inner });
            var (code, _, error) = await Chart.TryAsync(typo);
            Assert.True(code != 0 && error.Contains("enabeld", StringComparison.Ordinal), $"`{place}.enabeld` is taken: {error}");
        }
    }

    [HelmTheory]
    [InlineData("""{"frrk8s": {"logLevel": "loud"}}""", "logLevel")]
    [InlineData("""{"crds": {"validationFailurePolicy": "fail"}}""", "validationFailurePolicy")]
    [InlineData("""{"prometheus": {"secureMetricsPort": 99999}}""", "secureMetricsPort")]
    [InlineData("""{"frrk8s": {"alwaysBlock": ["10.0.0.0/8"]}}""", "alwaysBlock")]
    [InlineData("""{"frrk8s": {"tolerations": [{"key": "a", "efect": "NoSchedule"}]}}""", "efect")]
    [InlineData("""{"frrk8s": {"resources": {"limit": {}}}}""", "limit")]
    [InlineData("""{"frrk8s": {"livenessProbe": {"successThreshold": 2}}}""", "successThreshold")]
    public async Task A_value_that_cannot_be_is_refused(string values, string named)
    {
        var (code, _, error) = await Chart.TryAsync(JsonNode.Parse(values)!.AsObject());
        Assert.NotEqual(0, code);
        Assert.Contains(named, error);
    }

    [HelmFact]
    public async Task Values_that_need_each_other_say_so()
    {
        var (code, _, error) = await Chart.TryAsync(new JsonObject { ["controller"] = new JsonObject { ["enabled"] = false } });
        Assert.True(code != 0 && error.Contains("rbac.passwordSecrets", StringComparison.Ordinal), error);
        (code, _, error) = await Chart.TryAsync(new JsonObject { ["prometheus"] = new JsonObject { ["rbacPrometheus"] = true } });
        Assert.True(code != 0 && error.Contains("prometheus.serviceAccount", StringComparison.Ordinal), error);
        (code, _, error) = await Chart.TryAsync(new JsonObject { ["prometheus"] = new JsonObject { ["scrapeAnnotations"] = true, ["secureMetricsPort"] = 0 } });
        Assert.True(code != 0 && error.Contains("prometheus.scrapeAnnotations", StringComparison.Ordinal), error);
    }

    [HelmTheory]
    [InlineData("{}", "RollingUpdate")]
    [InlineData("""{"controller": {"hostNetwork": true} }""", "RollingUpdate maxSurge=0 maxUnavailable=1")]
    [InlineData("""{"controller": {"hostNetwork": true, "strategy": {"rollingUpdate": {"maxUnavailable": 2} } } }""", "RollingUpdate maxSurge=0 maxUnavailable=2")]
    [InlineData("""{"controller": {"hostNetwork": true, "strategy": {"type": "Recreate"} } }""", "Recreate")]
    public async Task On_the_network_of_nodes_a_replica_goes_before_the_next_one_comes(string values, string expected)
    {
        var deployment = (await Chart.RenderAsync(JsonNode.Parse(values)!.AsObject())).Single(item => (string)item["kind"]! == "Deployment");
        var strategy = deployment["spec"]!["strategy"]!;
        var rolling = (strategy["rollingUpdate"]?.AsObject() ?? []).Select(part => $" {part.Key}={part.Value}").Order(StringComparer.Ordinal);
        Assert.Equal(expected, $"{strategy["type"]}{string.Concat(rolling)}");
    }

    [HelmFact]
    public async Task An_alert_has_a_link_where_it_is_known_where_the_documents_are()
    {
        const string documents = "https://git.example.com/frr-k8s/blob/main";
        Assert.All(await BooksAsync(""), book => Assert.StartsWith("runbook docs/troubleshooting.md#", book, StringComparison.Ordinal));
        Assert.All(await BooksAsync(documents + "/"), book => Assert.StartsWith($"runbook_url {documents}/docs/troubleshooting.md#", book, StringComparison.Ordinal));

        static async Task<IReadOnlyList<string>> BooksAsync(string url)
        {
            var values = new JsonObject { ["prometheus"] = new JsonObject { ["prometheusRule"] = new JsonObject { ["enabled"] = true, ["documentsURL"] = url } } };
            var rule = (await Chart.RenderAsync(values)).Single(item => (string)item["kind"]! == "PrometheusRule");
            var books = rule["spec"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray())
                .SelectMany(alert => alert!["annotations"]!.AsObject().Where(note => note.Key.StartsWith("runbook", StringComparison.Ordinal)).Select(note => $"{note.Key} {note.Value}"))
                .ToList();
            Assert.True(books.Count > 10, $"{books.Count} alerts");
            return books;
        }
    }

    [HelmFact]
    public async Task Two_releases_share_no_name()
    {
        var values = JsonNode.Parse(Contexts[2])!.AsObject();
        var here = await NamesAsync(values, "frr-k8s", "one");
        var there = await NamesAsync(values, "frr-k8s", "two");
        var beside = await NamesAsync(values, "edge", "one");
        Assert.Equal(here.Count, here.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(here.Intersect(there, StringComparer.Ordinal));
        Assert.Empty(here.Intersect(beside, StringComparer.Ordinal));
    }

    [HelmTheory]
    [InlineData("""{"controller": {"metricsPort": 7573} }""", "webhook")]
    [InlineData("""{"controller": {"metricsPort": 7573, "webhook": {"enabled": false} } }""", "metrics")]
    public async Task No_probe_restarts_the_controller_for_what_the_api_server_does(string values, string port)
    {
        var deployment = (await Chart.RenderAsync(JsonNode.Parse(values)!.AsObject())).Single(item => (string)item["kind"]! == "Deployment");
        var liveness = PodText.Containers(deployment).Single()["livenessProbe"]!.AsObject();
        Assert.False(liveness.ContainsKey("httpGet"));
        Assert.Equal(port, (string?)liveness["tcpSocket"]!["port"]);
    }

    [HelmTheory]
    [InlineData("{}", null)]
    [InlineData("""{"priorityClassQuota": {"enabled": true} }""", "10000 system-node-critical system-cluster-critical")]
    [InlineData("""{"priorityClassQuota": {"enabled": true, "pods": 5}, "frrk8s": {"priorityClassName": "a"}, "controller": {"priorityClassName": "a"} }""", "5 a")]
    [InlineData("""{"priorityClassQuota": {"enabled": true}, "frrk8s": {"priorityClassName": ""}, "controller": {"priorityClassName": ""} }""", null)]
    public async Task A_quota_names_the_priority_classes_of_the_pods(string values, string? expected)
    {
        var quota = (await Chart.RenderAsync(JsonNode.Parse(values)!.AsObject())).SingleOrDefault(item => (string)item["kind"]! == OnlyReal)?["spec"];
        var scope = quota?["scopeSelector"]!["matchExpressions"]!.AsArray().Single();
        Assert.Equal(expected, quota is null ? null : $"{quota["hard"]!["pods"]} {string.Join(' ', scope!["values"]!.AsArray())}");
        Assert.Equal(quota is null ? null : "PriorityClass In", quota is null ? null : $"{scope!["scopeName"]} {scope["operator"]}");
    }

    [HelmFact]
    public async Task Before_the_api_has_policies_none_is_rendered()
    {
        var old = await Chart.RenderAsync(kubeVersion: "1.29.0");
        Assert.DoesNotContain(old, item => ((string)item["kind"]!).StartsWith("ValidatingAdmissionPolicy", StringComparison.Ordinal));
        Assert.Contains(await Chart.RenderAsync(kubeVersion: "1.30.0"), item => (string)item["kind"]! == "ValidatingAdmissionPolicy");
    }

    [HelmFact]
    public async Task The_options_of_the_containers_are_those_of_the_program()
    {
        foreach (var context in Contexts)
        {
            var objects = await Chart.RenderAsync(JsonNode.Parse(context)!.AsObject());
            foreach (var container in objects.SelectMany(PodText.Containers).Where(container => container["args"] is not null))
            {
                var command = (string)container["command"]![1]!;
                var (_, help, _) = await CommandLine.RunAsync([command, "--help"]);
                foreach (var option in container["args"]!.AsArray().Select(argument => ((string)argument!).Split('=')[0]))
                {
                    Assert.True(help.Contains($" {option} ", StringComparison.Ordinal), $"`frrk8s {command}` has no {option}");
                }
            }
        }
    }

    private static async Task<string> TextAsync(JsonObject values)
    {
        var (code, text, error) = await Chart.TryAsync(values);
        Assert.True(code == 0, error);
        return text;
    }

    private static async Task TakenAsync(StrictServer server, string text, string what)
    {
        foreach (var item in Chart.Objects(text).Where(item => ApiServerUnderTest.IsReal || (string)item["kind"]! != OnlyReal))
        {
            var refusal = await server.RefusalAsync(item);
            Assert.True(refusal is null, $"{what}: {refusal}");
            PodText.Check(item);
        }
    }

    // CRDs are one for the cluster, whoever brings them.
    private static async Task<List<string>> NamesAsync(JsonObject values, string release, string ns) =>
        [.. (await Chart.RenderAsync(values, release, ns)).Where(item => (string)item["kind"]! != "CustomResourceDefinition").Select(Chart.NameOf)];
}
