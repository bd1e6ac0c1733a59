using System.CommandLine;
using System.Runtime.InteropServices;
using FrrK8s.Host.Controller;
using FrrK8s.Host.Node;
using FrrK8s.Host.Web;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s webhook</c>, <c>frrk8s status-cleaner</c>, and <c>frrk8s controller</c>, which is both in one process.</summary>
internal static class ControllerCommand
{
    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create(Terminal terminal) =>
    [
        Create(terminal, "webhook", "Refuse FRRConfigurations that are wrong or contradict others before they are stored.", hasWebhook: true, hasCleaner: false),
        Create(terminal, "status-cleaner", "Delete the status objects of nodes that have no daemon any more.", hasWebhook: false, hasCleaner: true),
        Create(terminal, "controller", "Be the webhook and the status cleaner in one process.", hasWebhook: true, hasCleaner: true),
    ];

    private static Command Create(Terminal terminal, string name, string description, bool hasWebhook, bool hasCleaner)
    {
        var kubernetes = new KubernetesOptions();
        var options = new ControllerOptions();
        var command = new Command(name, description);
        kubernetes.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (line, cancellationToken) =>
        {
            var settings = options.Read(line, terminal, kubernetes.Read(line, name), hasWebhook, hasCleaner);
            OpenSslGroups.Apply(settings.Webhook?.Tls.Groups ?? []);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            var logger = new LineLogger(terminal.Error, new LogLevelSwitch(settings.LogLevel), TimeProvider.System, settings.LogFormat);
            options.SayIgnored(line, logger);
            try
            {
                await ControllerProcess.RunAsync(settings, terminal.Error, TimeProvider.System, stop.Token);
                return ExitCodes.Accepted;
            }
            catch (IOException problem)
            {
                // The port is taken.
                throw new UsageException($"--webhook-port: {problem.Message}");
            }

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        });
        return command;
    }
}
