using System.Net.Security;
using System.Security.Cryptography;
using FrrK8s.Host.Cli;
using FrrK8s.Host.Metrics;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Web;

/// <summary>The pages of the daemon: its metrics, and what kubelet asks for.</summary>
internal sealed class NodeSites(WebSettings settings, MetricsPage metrics, NodeHealth health, FrrLiveness liveness, IMetricsAccess access)
{
    /// <summary>The sites that the settings ask for.</summary>
    /// <exception cref="UsageException">The certificate cannot be used.</exception>
    public IReadOnlyList<WebSite> All(ILogger logger, TimeProvider time)
    {
        var sites = new List<WebSite>();
        if (settings.Metrics is { } metricsAt)
        {
            if (settings is { AreMetricsForOthers: true, IsMetricsSecure: false })
            {
                logger.LogWarning(
                    "--metrics-bind-address: whoever reaches `{Address}` reads the metrics over HTTP; there is no API server to ask, so bind it to 127.0.0.1, or give a --metrics-cert-dir for HTTPS",
                    metricsAt);
            }

            sites.Add(new WebSite("--metrics-bind-address", metricsAt, Pages(("/metrics", MetricsAsync))) { Tls = Tls(logger, time) });
        }

        if (settings.Health is { } healthAt)
        {
            sites.Add(new WebSite(
                "--health-probe-bind-address",
                healthAt,
                Pages(("/healthz", Check(health.Loop)), ("/readyz", Check(health.Ready)), ("/livez", Check(liveness.Problem)))));
        }

        return sites;
    }

    private async ValueTask<WebPage> MetricsAsync(string? authorization, CancellationToken cancellationToken) =>
        await access.RefuseAsync(authorization, cancellationToken) ?? new WebPage(200, metrics.Read(), MetricsText.ContentType);

    private ServerTls? Tls(ILogger logger, TimeProvider time)
    {
        try
        {
            Func<SslStreamCertificateContext>? current = settings.MetricsCertDir is { } folder ? new CertificateFolder(folder, logger, time).Current
                : settings.IsMetricsSelfSigned ? new SelfMadeCertificate(time).Current
                : null;
            if (current is null)
            {
                return null;
            }

            metrics.Add(new CertificateMetrics("metrics", () => current().TargetCertificate));
            return new ServerTls(current, settings.Tls);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UsageException($"--metrics-cert-dir: `{settings.MetricsCertDir}` has no usable tls.crt and tls.key: {problem.Message}");
        }
    }

    private static Func<string?, CancellationToken, ValueTask<WebPage>> Check(Func<string?> problem) =>
        (_, _) => ValueTask.FromResult(WebPage.Check(problem()));

    private static Dictionary<string, Func<string?, CancellationToken, ValueTask<WebPage>>> Pages(
        params (string Path, Func<string?, CancellationToken, ValueTask<WebPage>> Make)[] pages) =>
        pages.ToDictionary(page => page.Path, page => page.Make, StringComparer.Ordinal);
}
