using System.Net;
using FrrK8s.Host.Cleaner;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Metrics;
using FrrK8s.Host.Node;
using FrrK8s.Host.Web;
using FrrK8s.Host.Webhook;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Controller;

/// <summary>
/// What one process beside the daemons does. Any number of them may run, and none leads: an admission depends on nothing that another
/// replica knows, and deleting twice is deleting once.
/// </summary>
internal static class ControllerProcess
{
    private const string LevelObject = "config";

    /// <summary>Runs until cancelled; what escapes is a mistake of this program.</summary>
    public static async Task RunAsync(ControllerSettings settings, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var level = new LogLevelSwitch(settings.LogLevel);
        var logger = new LineLogger(output, level, time, settings.LogFormat);
        var health = new ApiHealth(logger);
        var asked = new ApiMetrics();
        using var client = new ApiClient(settings.Kubernetes.Connection, new ApiClientSettings(), time, asked);
        var metrics = new MetricsPage([asked, new ProcessMetrics()]);
        var levels = new ApiWatcher(
            client,
            ApiResources.HostConfigurations,
            settings.Kubernetes.Namespace,
            ApiSelector.Name(LevelObject),
            new LevelStore(level, settings.LogLevel),
            health,
            time);
        var parts = new List<Func<CancellationToken, Task>> { levels.RunAsync };
        if (settings.Webhook is { } hook)
        {
            var service = new HookService(client, hook, health, logger, time);
            metrics.Add(new CertificateMetrics("webhook", () => service.Certificate.Context?.TargetCertificate));
            parts.Add(service.RunAsync);
        }

        if (settings.Cleaner is { } cleaner)
        {
            parts.Add(new StatusCleaner(client, cleaner, health, logger, time).RunAsync);
        }

        if (settings.PasswordRole is { } role)
        {
            parts.Add(new PasswordRole(client, settings.Kubernetes.Namespace, role, health, logger, time).RunAsync);
        }

        await using var web = await ServeAsync(settings.Metrics, metrics, logger, cancellationToken);
        logger.LogInformation(
            "namespace `{Namespace}`: {Parts}",
            settings.Kubernetes.Namespace,
            string.Join(" and ", new[] { settings.Webhook is null ? null : "webhook", settings.Cleaner is null ? null : "status cleaner" }.OfType<string>()));
        try
        {
            await Together.RunAsync(parts, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("stopped");
        }
    }

    private static async Task<WebServer?> ServeAsync(IPEndPoint? address, MetricsPage metrics, ILogger logger, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return null;
        }

        var pages = new Dictionary<string, Func<string?, CancellationToken, ValueTask<WebPage>>>(StringComparer.Ordinal)
        {
            ["/metrics"] = (_, _) => ValueTask.FromResult(new WebPage(200, metrics.Read(), MetricsText.ContentType)),
        };
        var server = await WebServer.StartAsync([new WebSite("--metrics-bind-address", address, pages)], logger, cancellationToken);
        logger.LogInformation("metrics: {Addresses}", string.Join(", ", server.Addresses));
        return server;
    }
}
