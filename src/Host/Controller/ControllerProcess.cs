using FrrK8s.Host.Cleaner;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
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
        var logger = new LineLogger(output, level, time);
        var health = new ApiHealth(logger);
        using var client = new ApiClient(settings.Kubernetes.Connection, new ApiClientSettings(), time);
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
            parts.Add(new HookService(client, hook, health, logger, time).RunAsync);
        }

        if (settings.Cleaner is { } cleaner)
        {
            parts.Add(new StatusCleaner(client, cleaner, health, logger, time).RunAsync);
        }

        if (settings.PasswordRole is { } role)
        {
            parts.Add(new PasswordRole(client, settings.Kubernetes.Namespace, role, health, logger, time).RunAsync);
        }

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
}
