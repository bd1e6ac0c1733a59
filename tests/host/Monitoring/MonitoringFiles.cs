using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Sources;

namespace FrrK8s.HostTests.Monitoring;

/// <summary>The files in `deploy/monitoring`, and the queries in them.</summary>
internal static class MonitoringFiles
{
    /// <summary>Where they are.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "monitoring");

    /// <summary>The alerts.</summary>
    public static JsonElement Rules { get; } = JsonText.From(YamlSource.Read(File.ReadAllText(Path.Combine(Folder, "rules.yaml"))).Single());

    /// <summary>The dashboard.</summary>
    public static JsonElement Dashboard { get; } = JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json")));

    /// <summary>Each alert.</summary>
    public static IEnumerable<JsonElement> Alerts => Rules.Child("groups").Items().SelectMany(group => group.Child("rules").Items());

    /// <summary>Each panel, those in rows too.</summary>
    public static IEnumerable<JsonElement> Panels =>
        Dashboard.Child("panels").Items().SelectMany(panel => new[] { panel }.Concat(panel.Child("panels").Items()));

    /// <summary>Each query of the dashboard as Grafana would send it, with the panel that it is of.</summary>
    public static IEnumerable<(string Panel, string Expression)> Queries =>
        from panel in Panels
        from target in panel.Child("targets").Items()
        select (panel.TextOf("title"), Filled(target.TextOf("expr")));

    private static string Filled(string expression) => expression
        .Replace("$__rate_interval", "5m", StringComparison.Ordinal)
        .Replace("$__range", "3h", StringComparison.Ordinal)
        .Replace("$node", ".*", StringComparison.Ordinal)
        .Replace("$peer", ".*", StringComparison.Ordinal);
}
