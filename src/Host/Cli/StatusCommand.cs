using System.CommandLine;
using System.Runtime.InteropServices;
using FrrK8s.Host.Frr;
using FrrK8s.Host.StatusView;
using FrrK8s.Host.Web;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s status</c>: sessions, routes, refusals and drift, of this node or of the cluster.</summary>
internal sealed class StatusCommand
{
    // Who looks does not wait as long as the daemon does.
    private static readonly TimeSpan QueryDeadline = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan NodeInterval = TimeSpan.FromSeconds(1);

    private static readonly string[] Examples =
    [
        "frrk8s status --watch",
        "frrk8s status -o json",
    ];

    private readonly Option<string> _stateDir = Text("--state-dir", "DIR", "/var/lib/frrk8s", "Where the daemon of this node writes its state.");

    private readonly Option<string> _vtySocket = Text("--vty-socket", "DIR", new FrrSettings { WorkDir = "" }.VtySocket, "The folder of FRR's vty sockets.");

    private readonly Option<string> _health = Text(
        "--health-probe-bind-address", "ADDRESS:PORT", "127.0.0.1:7572", "Where the daemon of this node serves its health; 0 for not asking it.");

    private readonly Option<string?> _nodeName = new("--node-name")
    {
        HelpName = "NAME",
        Description = "Of which node the state in --state-dir is read. Default: the only one there.",
    };

    private readonly StatusForm _form = new();

    private StatusCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new StatusCommand();
        var command = new Command(
            "status",
            "Show sessions, routes, refused objects and drift. Exit code 0: all is well, 1: something is not, 2: nobody can tell.");
        command.Options.Add(options._stateDir);
        command.Options.Add(options._vtySocket);
        command.Options.Add(options._health);
        command.Options.Add(options._nodeName);
        options._form.AddTo(command);
        HelpExamples.Add(command, Examples);
        command.SetAction(async (line, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            return await options.RunAsync(line, terminal, stop.Token);

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        });
        return command;
    }

    private async Task<int> RunAsync(ParseResult line, Terminal terminal, CancellationToken cancellationToken)
    {
        var limit = _form.Limit(line);
        var settings = new FrrSettings { WorkDir = "", VtySocket = Path.GetFullPath(line.GetValue(_vtySocket)!), QueryDeadline = QueryDeadline };
        using var health = new DaemonHealth(ListenAddress.Parse(_health.Name, line.GetValue(_health)!));
        var look = new NodeLook(
            new VtyClient(settings, TimeProvider.System), Path.GetFullPath(line.GetValue(_stateDir)!), line.GetValue(_nodeName) ?? "", health);
        return await _form.ShowAsync(
            line,
            terminal,
            async token => PageOf(await look.LookAsync(token), limit),
            NodeInterval,
            cancellationToken);
    }

    private static StatusPage PageOf(NodeView view, int limit) =>
        new(view.IsWell, new NodeText(limit).Of(view), (writer, hasTimes) => NodeJson.Write(writer, view, hasTimes));

    private static Option<string> Text(string name, string helpName, string fallback, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        DefaultValueFactory = _ => fallback,
    };
}
