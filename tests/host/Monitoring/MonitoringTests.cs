using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Monitoring;

/// <summary>The alerts and the dashboard.</summary>
public sealed class MonitoringTests
{
    private const string Troubleshooting = "docs/troubleshooting.md#";

    // Prometheus' own.
    private static readonly string[] Elsewhere = ["up"];

    [PromtoolFact]
    public async Task Each_alert_fires_for_what_it_is_about()
    {
        var (code, said) = await Promtool.RunAsync("test", "rules", Path.Combine(MonitoringFiles.Folder, "rules-test.yaml"));
        Assert.True(code == 0, said);
        var tests = await File.ReadAllTextAsync(Path.Combine(MonitoringFiles.Folder, "rules-test.yaml"));
        var names = MonitoringFiles.Alerts.Select(alert => alert.TextOf("alert")).ToList();
        Assert.True(names.Count >= 9);
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        Assert.All(names, name => Assert.Contains($"alertname: {name}\n", tests, StringComparison.Ordinal));
    }

    [PromtoolFact]
    public async Task Every_query_of_the_dashboard_is_one()
    {
        using var temp = new TempFolder();
        var queries = MonitoringFiles.Queries.ToList();
        Assert.True(queries.Count > 40, $"{queries.Count} queries");
        var rules = string.Concat(queries.Select((query, index) => $"  - record: query_{index}\n    expr: {JsonSerializer.Serialize(query.Expression)}\n"));
        var (code, said) = await Promtool.RunAsync("check", "rules", temp.Write("rules.yaml", $"groups:\n- name: dashboard\n  rules:\n{rules}"));
        Assert.True(code == 0, said);
        Assert.Contains($"SUCCESS: {queries.Count} rules found", said, StringComparison.Ordinal);
        var broken = await Promtool.RunAsync("check", "rules", temp.Write("broken.yaml", "groups:\n- name: a\n  rules:\n  - record: b\n    expr: sum(a{)\n"));
        Assert.NotEqual(0, broken.Code);
    }

    [Fact]
    public void An_alert_says_how_bad_it_is_where_and_what_to_do() => Assert.All(MonitoringFiles.Alerts, alert =>
    {
        Assert.Contains((alert.Child("labels") ?? default).TextOf("severity"), (string[])["critical", "warning", "info"]);
        var annotations = alert.Child("annotations") ?? default;
        Assert.StartsWith(Troubleshooting, annotations.TextOf("runbook"), StringComparison.Ordinal);
        Assert.True(annotations.TextOf("runbook").Length > Troubleshooting.Length);
        Assert.NotEmpty(annotations.TextOf("summary"));
        Assert.Contains("$labels.node", annotations.TextOf("description"), StringComparison.Ordinal);
        Assert.Equal(
            alert.TextOf("expr").Contains("frrk8s_b", StringComparison.Ordinal), annotations.TextOf("description").Contains("$labels.peer", StringComparison.Ordinal));
    });

    [Fact]
    public void The_dashboard_is_one()
    {
        var dashboard = MonitoringFiles.Dashboard;
        Assert.True(dashboard.NumberOf("schemaVersion") >= 39);
        var variables = (dashboard.Child("templating")?.Child("list")).Items().Select(variable => variable.TextOf("name"));
        Assert.Equal(["datasource", "node", "peer"], variables);
        var ids = MonitoringFiles.Panels.Select(panel => panel.NumberOf("id")).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(
            ["Fleet", "Sessions", "Prefixes", "Applying", "Drift and refusals", "API client and process"],
            MonitoringFiles.Panels.Where(panel => panel.TextOf("type") == "row").Select(panel => panel.TextOf("title")));
        Assert.All(MonitoringFiles.Panels.Where(panel => panel.TextOf("type") != "row"), panel =>
        {
            Assert.NotEmpty(panel.TextOf("title"));
            Assert.NotEmpty(panel.TextOf("description"));
            Assert.Equal("${datasource}", (panel.Child("datasource") ?? default).TextOf("uid"));
            Assert.NotEmpty(panel.Child("targets").Items());
        });
        AssertNoOverlap([.. MonitoringFiles.Panels.Select(panel => panel.GetProperty("gridPos"))]);
    }

    [Fact]
    public async Task Everything_that_is_asked_for_is_exposed()
    {
        var (daemon, controller) = await ExposedMetrics.ScrapeAsync();
        var exposed = MetricNames.On(daemon).Union(MetricNames.On(controller)).Union(Elsewhere).ToHashSet(StringComparer.Ordinal);
        var asked = MonitoringFiles.Alerts.Select(alert => (Of: alert.TextOf("alert"), Query: alert.TextOf("expr")))
            .Concat(MonitoringFiles.Queries.Select(query => (Of: query.Panel, Query: query.Expression)))
            .ToList();
        Assert.All(asked, one =>
        {
            var names = MetricNames.In(one.Query);
            Assert.NotEmpty(names);
            Assert.True(exposed.IsSupersetOf(names), $"{one.Of}: nobody exposes {string.Join(", ", names.Except(exposed))}");
        });
        Assert.Equal(["frrk8s_a_total", "up"], MetricNames.In("sum by (x) (rate(frrk8s_a_total{l=~\"b|c\"}[5m])) / up > 0").Order(StringComparer.Ordinal));
    }

    private static void AssertNoOverlap(IReadOnlyList<JsonElement> places)
    {
        var taken = new HashSet<(long X, long Y)>();
        foreach (var place in places)
        {
            var (x, y, w, h) = (place.NumberOf("x"), place.NumberOf("y"), place.NumberOf("w"), place.NumberOf("h"));
            Assert.True(x + w <= 24, place.ToString());
            for (var column = x; column < x + w; column++)
            {
                for (var line = y; line < y + h; line++)
                {
                    Assert.True(taken.Add((column, line)), $"two panels stand at {column}/{line}");
                }
            }
        }
    }
}
