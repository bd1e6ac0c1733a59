using System.CommandLine;
using System.Runtime.InteropServices;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.StatusView;
using FrrK8s.Host.Web;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s status</c>: sessions, routes, refusals and drift, of this node or of the cluster.</summary>
internal sealed class StatusCommand
{
    // Who looks does not wait as long as the daemon does.
    private static readonly TimeSpan QueryDeadline = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan NodeInterval = TimeSpan.FromSeconds(1);

    // Each look asks for all nodes.
    private static readonly TimeSpan ClusterInterval = TimeSpan.FromSeconds(5);

    private static readonly string[] Examples =
    [
        "frrk8s status --watch",
        "frrk8s status -o json",
        "frrk8s status --cluster",
        "frrk8s status --node worker-1 --context production",
    ];

    private readonly Option<bool> _cluster = new("--cluster")
    {
        Description = $"Show all nodes of the cluster, the worst first, through the API; as `{ProgramName.Plugin}` that needs no option.",
    };

    private readonly Option<string?> _node = new("--node")
    {
        HelpName = "NAME",
        Description = "Show one node of the cluster through the API: its sessions without prefixes, its objects and drift.",
    };

    private readonly ClusterOptions _api = new();

    private readonly Option<string> _stateDir = Text("--state-dir", "DIR", "/var/lib/frrk8s", "Where the daemon of this node writes its state.");

    private readonly FrrOptions _frr = new();

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
        command.Options.Add(options._cluster);
        command.Options.Add(options._node);
        options._api.AddTo(command);
        command.Options.Add(options._stateDir);
        options._frr.AddTo(command);
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
        if (line.GetValue(_cluster) || line.GetValue(_node) is not null || _api.IsNamed(line) || terminal.Program == ProgramName.Plugin)
        {
            return await RunOnClusterAsync(line, terminal, limit, cancellationToken);
        }

        var settings = _frr.Read(line, new FrrSettings { WorkDir = "", QueryDeadline = QueryDeadline });
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

    private async Task<int> RunOnClusterAsync(ParseResult line, Terminal terminal, int limit, CancellationToken cancellationToken)
    {
        var (node, settings) = (line.GetValue(_node), new ApiClientSettings());
        if (node is not null && line.GetValue(_cluster))
        {
            throw new UsageException("--cluster and --node: all nodes or one are shown; give one of the two");
        }

        var connection = _api.Connect(line);
        using var client = new ApiClient(connection, settings, TimeProvider.System);
        using var tables = new ApiTables(connection, settings, TimeProvider.System);
        var look = new ClusterLook(client, tables, _api.Namespace(line), _api.Selector(line), limit);
        return await _form.ShowAsync(
            line,
            terminal,
            async token => node is null ? PageOf(await look.LookAsync(token), limit) : PageOf(await look.LookAsync(node, token), limit),
            ClusterInterval,
            cancellationToken);
    }

    private static StatusPage PageOf(ClusterView view, int limit) =>
        new(view.IsWell, new ClusterText(limit).Of(view), (writer, _) => ClusterJson.Write(writer, view));

    private static StatusPage PageOf(NodeView view, int limit) =>
        new(view.IsWell, new NodeText(limit).Of(view), (writer, hasTimes) => NodeJson.Write(writer, view, hasTimes));

    private static Option<string> Text(string name, string helpName, string fallback, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        DefaultValueFactory = _ => fallback,
    };
}
