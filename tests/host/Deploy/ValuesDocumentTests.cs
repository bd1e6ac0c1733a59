using System.Text.RegularExpressions;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Deploy;

/// <summary>`docs/helm-values.md` says of each value what `values.yaml` says, and of each value of the Go project's chart what became of it.</summary>
public sealed partial class ValuesDocumentTests
{
    // Of the Go project's chart 0.0.2x, all of them.
    private const string Theirs = """
        nameOverride fullnameOverride imagePullSecrets tls.cipherSuites tls.curvePreferences tls.minVersion tls.metricsTLSSecret rbac.create prometheus.scrapeAnnotations
        prometheus.secureMetricsPort prometheus.rbacPrometheus prometheus.serviceAccount prometheus.namespace prometheus.serviceMonitor.enabled frrk8s.logLevel frrk8s.tolerateMaster
        frrk8s.image.repository frrk8s.image.tag frrk8s.image.pullPolicy frrk8s.updateStrategy.type frrk8s.serviceAccount.create frrk8s.resources frrk8s.nodeSelector frrk8s.tolerations
        frrk8s.priorityClassName frrk8s.affinity frrk8s.runtimeClassName frrk8s.podAnnotations frrk8s.labels frrk8s.webhookPort frrk8s.livenessProbe frrk8s.readinessProbe
        frrk8s.startupProbe frrk8s.alwaysBlock frrk8s.bgpDebounceTimeout frrk8s.disableCertRotation frrk8s.restartOnRotatorSecretRefresh frrk8s.frr.image.repository
        frrk8s.frr.metricsBindAddress frrk8s.frr.metricsPort frrk8s.frr.secureMetricsPort frrk8s.frr.resources frrk8s.reloader.resources frrk8s.frrMetrics.resources
        frrk8s.frrStatus.resources frrk8s.frr.acceptIncomingBGPConnections frrk8s.frrStatus.pollInterval crds.enabled crds.validationFailurePolicy
        """;

    private static readonly string[] Document = File.ReadAllLines(Repository.PathOf("docs/helm-values.md"));

    [Fact]
    public void Each_value_stands_there_with_its_default_and_what_it_does()
    {
        var rows = Document.Where(line => Row.IsMatch(line)).Select(line => Row.Match(line)).ToDictionary(match => match.Groups["path"].Value, StringComparer.Ordinal);
        var described = Described().ToList();
        Assert.Equal(ChartValues.Paths.Order(StringComparer.Ordinal), described.Select(value => value.Path).Order(StringComparer.Ordinal));
        foreach (var (path, text, meaning) in described)
        {
            Assert.True(meaning.Length > 0, $"values.yaml does not say what `{path}` does");
            Assert.True(rows.ContainsKey(path), $"docs/helm-values.md lacks | `{path}` | `{text}` | {meaning} |");
            Assert.Equal($"{path}: {text}: {meaning}", $"{path}: {rows[path].Groups["text"].Value}: {rows[path].Groups["meaning"].Value}");
        }

        Assert.Equal(described.Count, rows.Count);
    }

    [Fact]
    public void Each_value_of_the_go_projects_chart_stands_there_with_what_became_of_it()
    {
        var named = Document.SkipWhile(line => !line.StartsWith("| there ", StringComparison.Ordinal))
            .SelectMany(line => Quoted.Matches(line.Split('|', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "").Select(match => match.Groups["name"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var missing = Theirs.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(name => !named.Contains(name)).ToList();
        Assert.True(missing.Count == 0, string.Join(' ', missing));
    }

    // Each value with the comment above it.
    private static IEnumerable<(string Path, string Text, string Meaning)> Described()
    {
        var (names, comment) = (new List<string>(), new List<string>());
        foreach (var line in File.ReadAllLines(Path.Combine(Chart.Folder, "values.yaml")))
        {
            if (line.TrimStart().StartsWith('#'))
            {
                var text = line.TrimStart().TrimStart('#').Trim();
                comment = text.StartsWith("--", StringComparison.Ordinal) ? [text[2..].Trim()] : [.. comment, text];
                continue;
            }

            if (Value.Match(line) is not { Success: true } match)
            {
                comment = [];
                continue;
            }

            names = [.. names.Take(match.Groups["indent"].Length / 2), match.Groups["name"].Value];
            var path = string.Join('.', names);
            if (ChartValues.Paths.Contains(path, StringComparer.Ordinal))
            {
                // The one map that is not empty has one entry, which stands on the next line.
                var text = match.Groups["text"].Value;
                yield return (path, text.Length > 0 ? text : "{app: frr-k8s}", string.Join(' ', comment));
            }

            comment = [];
        }
    }

    [GeneratedRegex(@"^\| `(?<path>[A-Za-z.0-9]+)` \| `(?<text>[^`]*)` \| (?<meaning>.*) \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row { get; }

    [GeneratedRegex(@"^(?<indent> *)(?<name>[A-Za-z]\w*):\s*(?<text>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value { get; }

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted { get; }
}
