using FrrK8s.Host.Frr;
using FrrK8s.Host.Sessions;
using FrrK8s.Host.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Node;

/// <summary>Puts the daemon together and runs it until a signal, a cancellation or an escaped exception.</summary>
internal static class Daemon
{
    /// <summary>A change that is under way at a stop may end by itself for so long; killing it would leave half of it applied.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(20);

    /// <summary>Runs; the result is what escaped from a part of it, or null after a graceful stop.</summary>
    public static async Task<Exception?> RunAsync(
        DaemonSettings settings, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var level = new LogLevelSwitch(settings.Node.LogLevel);
        var logger = new LineLogger(output, level, time, settings.LogFormat);
        var slot = new Slot();
        using var parts = DaemonParts.Of(settings, logger, slot, time);
        using var frrWatch = new FrrWatch(settings.Frr.VtySocket, slot);
        using var frr = FrrTransaction.Of(settings.Frr, time);
        var drift = new DriftGuard(settings.Times, time);
        var kept = new KeptConfigurations(settings.StateDir);
        var applier = new Applier(frr, kept, new Inheritance(kept.LoadPending(), settings.Frr.ApplyDeadline, time));
        using var observation = new NodeObservation(settings, time, parts.Client, parts.Metrics);
        await using var web = await observation.ServeAsync(logger, cancellationToken);
        var loop = new NodeLoop(
            parts.Source,
            settings.Node,
            applier,
            frrWatch,
            new NodeReporter(new NodeStateWriters(observation.Conditions, parts.State), applier, drift, time),
            drift,
            settings.Times,
            new NodeLog(logger, level),
            slot,
            time,
            observation.Observer);
        Worker[] workers = [new(loop.RunAsync), .. parts.Work.Select(work => new Worker(work))];

        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopGrace);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Services.AddSingleton<ILoggerProvider>(_ => new LineLoggerProvider(logger));
        foreach (var worker in workers)
        {
            builder.Services.AddSingleton<IHostedService>(_ => worker);
        }

        observation.AddTo(builder.Services, logger, Scope(settings));
        using var host = builder.Build();
        logger.LogInformation("node `{Node}`: {Parts}", settings.Node.NodeName, parts.Description);
        try
        {
            await host.RunAsync(cancellationToken);
        }
        catch (Exception) when (Failure() is not null)
        {
            // It is a worker's own exception, passed on by the host.
        }

        return Failure();

        Exception? Failure() => workers.Select(worker => worker.Failure).FirstOrDefault(failure => failure is not null) ?? observation.Failure;
    }

    private static SessionStateScope? Scope(DaemonSettings settings) =>
        settings.Kubernetes is { } kubernetes ? new SessionStateScope(settings.Node.NodeName, kubernetes.Namespace, kubernetes.PodName) : null;
}
