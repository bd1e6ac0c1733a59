using System.CommandLine;
using System.Globalization;
using System.Net;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.Host.Web;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s daemon</c>: keeps the local FRR at what the API server, or a folder of manifests, says.</summary>
internal sealed class DaemonCommand
{
    private const string NodeNameVariable = "NODE_NAME";

    private const string DebounceVariable = "FRR_K8S_BGP_DEBOUNCE_TIMEOUT";

    private static readonly FrrSettings Defaults = new() { WorkDir = "" };

    private readonly Option<string?> _configDir = new("--config-dir")
    {
        HelpName = "DIR",
        Description = "A folder of manifests (*.yaml, *.yml, *.json) to follow in place of the API server.",
    };

    private readonly Option<string> _stateDir = Folder(
        "--state-dir", "/var/lib/frrk8s", "Where the last good configuration (mode 0600) and the FRRNodeState are written.");

    private readonly FrrOptions _frr = new();

    private readonly Option<string> _frrConfDir = Folder(
        "--frr-conf-dir", Defaults.ConfDir, "FRR's own folder, for its vtysh.conf; nothing in it is written.");

    private readonly Option<string> _frrBinDir = Folder("--frr-bin-dir", Defaults.BinDir, "The folder of vtysh.");

    private readonly Option<string> _frrDaemonDir = Folder(
        "--frr-daemon-dir", Defaults.DaemonDir, "The folder of bgpd, which reads a change as a rehearsal before FRR is told; without it, there is none.");

    private readonly Option<int?> _debounce = new("--bgp-debounce-timeout")
    {
        HelpName = "MS",
        Description = "After a change, the next one waits so many milliseconds (1..600000), so that a burst becomes one; the first "
            + $"change is handled at once. Default: the environment's {DebounceVariable}, else what keeps applying under a tenth of the time, 10 s at most.",
    };

    private readonly Option<int> _driftInterval = new("--drift-interval")
    {
        HelpName = "SECONDS",
        Description = "How often FRR is asked whether it still runs what it was given (1..86400). A FRR that is restarted is seen at once.",
        DefaultValueFactory = _ => (int)new NodeLoopSettings().DriftInterval.TotalSeconds,
    };

    private readonly Option<string?> _driftPolicy = ChoiceOption.Of<DriftPolicy>(
        "--drift-policy",
        DriftPolicy.Repair,
        "When FRR runs something else: put back what is ours, or only say it. A FRR that was restarted gets its configuration either way.");

    private readonly Option<int> _queryTimeout = new("--query-timeout")
    {
        HelpName = "SECONDS",
        Description = "How long a daemon of FRR may take for an answer before it counts as hung (1..3600).",
        DefaultValueFactory = _ => (int)Defaults.QueryDeadline.TotalSeconds,
    };

    private readonly Option<int> _applyTimeout = new("--apply-timeout")
    {
        HelpName = "SECONDS",
        Description = "How long one change of FRR may take before it is given up (1..3600). FRR 8 takes more than a minute for its first "
            + "load of thousands of prefixes.",
        DefaultValueFactory = _ => (int)Defaults.ApplyDeadline.TotalSeconds,
    };

    private readonly LogFormatOption _logFormat = new();

    private readonly IgnoredOptions _ignored = new(isDaemon: true);

    private readonly WebOptions _web = new();

    private readonly KubernetesOptions _kubernetes = new() { Instead = "; to follow a folder of manifests instead, give --config-dir DIR" };

    private readonly NodeOptions _node = new($"the environment's {NodeNameVariable}, else this machine's name");

    private DaemonCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new DaemonCommand();
        var command = new Command("daemon", "Keep the local FRR at what the API server, or a folder of manifests, says, until it is stopped.");
        command.Options.Add(options._configDir);
        options._kubernetes.AddTo(command);
        options._node.AddTo(command);
        command.Options.Add(options._stateDir);
        options._frr.AddTo(command);
        command.Options.Add(options._frrConfDir);
        command.Options.Add(options._frrBinDir);
        command.Options.Add(options._frrDaemonDir);
        command.Options.Add(options._debounce);
        command.Options.Add(options._applyTimeout);
        command.Options.Add(options._queryTimeout);
        command.Options.Add(options._driftInterval);
        command.Options.Add(options._driftPolicy);
        options._logFormat.AddTo(command);
        options._ignored.AddTo(command);
        options._web.AddTo(command);
        command.SetAction(async (line, cancellationToken) =>
        {
            var settings = options.Read(line, terminal);
            OpenSslGroups.Apply(settings.Web.Tls.Groups);
            PrepareStateDir(settings.StateDir);
            var logger = new LineLogger(terminal.Error, new LogLevelSwitch(settings.Node.LogLevel), TimeProvider.System, settings.LogFormat);
            options._ignored.Say(line, logger);
            var failure = await Daemon.RunAsync(settings, terminal.Error, TimeProvider.System, cancellationToken);
            if (failure is null)
            {
                return ExitCodes.Accepted;
            }

            await terminal.Error.WriteLineAsync($"error: stopped by a mistake of this program: {failure}");
            return ExitCodes.Failed;
        });
        return command;
    }

    private DaemonSettings Read(ParseResult line, Terminal terminal)
    {
        var node = _node.Read(line);
        if (node.NodeName.Length == 0)
        {
            var name = Environment.GetEnvironmentVariable(NodeNameVariable);
            node = node with { NodeName = string.IsNullOrEmpty(name) ? Dns.GetHostName() : name };
        }

        if (node.NodeName.Contains('/', StringComparison.Ordinal))
        {
            throw new UsageException($"--node-name: `{node.NodeName}` is no name of a node: it has a `/`");
        }

        var configDir = line.GetValue(_configDir);
        if (configDir is not null && _kubernetes.IsNamed(line))
        {
            throw new UsageException(
                "--config-dir and --kubeconfig: the daemon follows a folder of manifests or the API server, not both; give one of them");
        }

        var stateDir = Path.GetFullPath(line.GetValue(_stateDir)!);
        return new DaemonSettings(
            configDir is null ? null : Path.GetFullPath(configDir),
            stateDir,
            node,
            _frr.Read(line, new FrrSettings
            {
                ConfDir = Path.GetFullPath(line.GetValue(_frrConfDir)!),
                BinDir = Path.GetFullPath(line.GetValue(_frrBinDir)!),
                DaemonDir = Path.GetFullPath(line.GetValue(_frrDaemonDir)!),
                WorkDir = Path.Combine(stateDir, "work"),
                QueryDeadline = TimeSpan.FromSeconds(Within("--query-timeout", line.GetValue(_queryTimeout), 3600)),
                ApplyDeadline = TimeSpan.FromSeconds(Within("--apply-timeout", line.GetValue(_applyTimeout), 3600)),
            }),
            new NodeLoopSettings
            {
                Debounce = Debounce(line.GetValue(_debounce)),
                DriftInterval = TimeSpan.FromSeconds(Within("--drift-interval", line.GetValue(_driftInterval), 86_400)),
                DriftPolicy = ChoiceOption.Read<DriftPolicy>(line, _driftPolicy) ?? DriftPolicy.Repair,
            })
        {
            Web = _web.Read(line, isServerAsked: configDir is null),
            LogFormat = _logFormat.Read(line, terminal),
            Kubernetes = configDir is null ? _kubernetes.Read(line, node.NodeName) : null,
        };
    }

    private static TimeSpan? Debounce(int? option)
    {
        if (option is null && Environment.GetEnvironmentVariable(DebounceVariable) is { Length: > 0 } text)
        {
            option = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new UsageException($"{DebounceVariable}: `{text}` is not a number of milliseconds");
        }

        return option is null
            ? null
            : TimeSpan.FromMilliseconds(Within("--bgp-debounce-timeout", option.Value, 600_000));
    }

    private static int Within(string option, int value, int most) =>
        value >= 1 && value <= most
            ? value
            : throw new UsageException($"{option}: `{value}` is out of range; 1..{most} is allowed");

    private static void PrepareStateDir(string stateDir)
    {
        try
        {
            PrivateFile.CreateFolder(stateDir);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--state-dir: `{stateDir}` cannot be made: {problem.Message}");
        }
    }

    private static Option<string> Folder(string name, string fallback, string description, string helpName = "DIR") => new(name)
    {
        HelpName = helpName,
        Description = description,
        DefaultValueFactory = _ => fallback,
    };
}
