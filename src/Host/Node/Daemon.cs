using FrrK8s.Host.Frr;
using FrrK8s.Host.Sources;
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

    /// <summary>Runs; the result is what escaped from the loop, or null after a graceful stop.</summary>
    public static async Task<Exception?> RunAsync(
        DaemonSettings settings, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var level = new LogLevelSwitch(settings.Node.LogLevel);
        var logger = new LineLogger(output, level, time, settings.LogFormat);
        var slot = new Slot();
        using var source = new FolderSource(settings.ConfigDir, time, slot.Mark);
        using var frrWatch = new FrrWatch(settings.Frr.VtySocket, slot);
        using var frr = FrrTransaction.Of(settings.Frr, time);
        var drift = new DriftGuard(settings.Times, time);
        var applier = new Applier(frr, new KeptConfigurations(settings.StateDir));
        using var observation = new NodeObservation(settings, time);
        await using var web = await observation.ServeAsync(logger, cancellationToken);
        var loop = new NodeLoop(
            source,
            settings.Node,
            applier,
            frrWatch,
            new NodeReporter(new NodeStateFile(settings.StateDir, settings.Node.NodeName), applier, drift, time),
            drift,
            settings.Times,
            new NodeLog(logger, level),
            slot,
            time,
            observation.Observer);
        using var worker = new NodeWorker(loop);

        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopGrace);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Services.AddSingleton<ILoggerProvider>(_ => new LineLoggerProvider(logger));
        builder.Services.AddSingleton<IHostedService>(_ => worker);
        observation.AddTo(builder.Services, logger);
        using var host = builder.Build();
        logger.LogInformation(
            "node `{Node}`: manifests in `{Folder}`, state in `{State}`",
            settings.Node.NodeName, settings.ConfigDir, settings.StateDir);
        try
        {
            await host.RunAsync(cancellationToken);
        }
        catch (Exception) when (worker.Failure is not null)
        {
            // It is the loop's own exception, passed on by the host.
        }

        return worker.Failure;
    }
}
