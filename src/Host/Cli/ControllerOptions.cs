using System.CommandLine;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Cleaner;
using FrrK8s.Host.Controller;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Web;
using FrrK8s.Host.Webhook;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Cli;

/// <summary>
/// The options of <c>webhook</c>, <c>status-cleaner</c> and <c>controller</c>. All three take all of them, as the reference's one process
/// does: a manifest that was written for it goes on working.
/// </summary>
internal sealed class ControllerOptions
{
    private readonly Option<string> _logLevel = new("--log-level")
    {
        HelpName = "LEVEL",
        Description = "all, debug, info, warn, error or none; a FRRK8sConfiguration named `config` wins.",
        DefaultValueFactory = _ => "info",
    };

    private readonly Option<int> _port = new("--webhook-port")
    {
        HelpName = "PORT",
        Description = "The port of the webhook (1..65535).",
        DefaultValueFactory = _ => HookSettings.DefaultPort,
    };

    private readonly Option<string> _conflicts = Mode(
        "--conflicts", "deny", "What is done about an object that contradicts another one on some node, or on every node that one of the two selects.");

    private readonly Option<string> _possibleConflicts = Mode(
        "--possible-conflicts", "warn", "What is done about an object that contradicts another one which no node has with it, though one could be labelled so.");

    private readonly Option<bool> _givenCertificates = new("--disable-cert-rotation")
    {
        Description = "Make no certificates: take those in --cert-dir, and leave caBundle to whoever made them.",
    };

    private readonly Option<string> _certDir = new("--cert-dir")
    {
        HelpName = "DIR",
        Description = "With --disable-cert-rotation: where tls.crt and tls.key are. What changes there is taken within seconds.",
        DefaultValueFactory = _ => "/tmp/k8s-webhook-server/serving-certs",
    };

    private readonly Option<string> _service = new("--cert-service-name")
    {
        HelpName = "NAME",
        Description = "The service by whose name the API server calls the webhook.",
        DefaultValueFactory = _ => "frr-k8s-webhook-service",
    };

    private readonly Option<string> _secret = new("--cert-secret-name")
    {
        HelpName = "NAME",
        Description = "The Secret that the replicas share the webhook's certificate in.",
        DefaultValueFactory = _ => CertificateSettings.DefaultSecret,
    };

    private readonly Option<string> _configuration = new("--webhook-configuration-name")
    {
        HelpName = "NAME",
        Description = "The ValidatingWebhookConfiguration that is told whom to trust.",
        DefaultValueFactory = _ => CertificateSettings.DefaultWebhookConfiguration,
    };

    private readonly Option<string?> _passwordRole = new("--password-role")
    {
        HelpName = "NAME",
        Description = "A Role whose rules are kept at reading the Secrets that FRRConfigurations name. Default: none.",
    };

    private readonly Option<bool> _restart = new("--restart-on-rotator-secret-refresh")
    {
        Description = "Has no effect: a new certificate is shown without a restart. Taken so that older manifests go on working.",
    };

    private readonly Option<string> _selector = new("--frrk8s-selector")
    {
        HelpName = "KEY=VALUE,...",
        Description = "The labels of the daemons' pods.",
        DefaultValueFactory = _ => CleanerSettings.DefaultSelector,
    };

    private readonly Option<string> _metrics = new("--metrics-bind-address")
    {
        HelpName = "ADDRESS:PORT",
        Description = "Where /metrics is served over HTTP; 0 for nowhere.",
        DefaultValueFactory = _ => "0",
    };

    private readonly LogFormatOption _logFormat = new();

    private readonly IgnoredOptions _ignored = new(isDaemon: false);

    private readonly TlsOptions _tls = new();

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        _logLevel.AcceptOnlyFromAmong([.. LogLevelReader.Levels.Keys]);
        command.Options.Add(_logLevel);
        _logFormat.AddTo(command);
        command.Options.Add(_port);
        command.Options.Add(_conflicts);
        command.Options.Add(_possibleConflicts);
        command.Options.Add(_givenCertificates);
        command.Options.Add(_certDir);
        command.Options.Add(_service);
        command.Options.Add(_secret);
        command.Options.Add(_configuration);
        command.Options.Add(_passwordRole);
        command.Options.Add(_restart);
        command.Options.Add(_selector);
        command.Options.Add(_metrics);
        _ignored.AddTo(command);
        _tls.AddTo(command);
    }

    /// <summary>The settings that the command line gives. Throws <see cref="UsageException"/>.</summary>
    public ControllerSettings Read(ParseResult line, Terminal terminal, KubernetesSettings kubernetes, bool hasWebhook, bool hasCleaner)
    {
        var port = line.GetValue(_port);
        if (port is < 1 or > 65535)
        {
            throw new UsageException($"--webhook-port: `{port}` is out of range; 1..65535 is allowed");
        }

        var selector = line.GetValue(_selector)!;
        if (string.IsNullOrWhiteSpace(selector))
        {
            throw new UsageException($"--frrk8s-selector: it is empty, so every pod would count as a daemon; for example `{CleanerSettings.DefaultSelector}`");
        }

        var hook = new HookSettings(
            port,
            new AdmissionSettings(kubernetes.Namespace)
            {
                Conflicts = ModeOf(line.GetValue(_conflicts)!),
                PossibleConflicts = ModeOf(line.GetValue(_possibleConflicts)!),
            },
            new CertificateSettings(kubernetes.Namespace, line.GetValue(_service)!)
            {
                Secret = line.GetValue(_secret)!,
                WebhookConfiguration = line.GetValue(_configuration)!,
            })
        {
            Tls = _tls.Read(line),
            CertificateFolder = line.GetValue(_givenCertificates) ? Path.GetFullPath(line.GetValue(_certDir)!) : null,
        };
        return new ControllerSettings(kubernetes, hasWebhook ? hook : null, hasCleaner ? new CleanerSettings(kubernetes.Namespace, selector) : null)
        {
            LogFormat = _logFormat.Read(line, terminal),
            LogLevel = LogLevelReader.Levels[line.GetValue(_logLevel)!],
            PasswordRole = line.GetValue(_passwordRole) is { Length: > 0 } role ? role : null,
            Metrics = ListenAddress.Parse(_metrics.Name, line.GetValue(_metrics)!),
        };
    }

    /// <summary>Says which options have no effect.</summary>
    public void SayIgnored(ParseResult line, ILogger logger)
    {
        _ignored.Say(line, logger);
        if (line.GetValue(_restart))
        {
            IgnoredOptions.Say(_restart.Name, "a new certificate is shown without a restart", logger);
        }
    }

    private static ConflictMode ModeOf(string name) => name == "warn" ? ConflictMode.Warn : ConflictMode.Deny;

    private static Option<string> Mode(string name, string usual, string description)
    {
        var option = new Option<string>(name) { HelpName = "deny|warn", Description = description, DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong("deny", "warn");
        return option;
    }
}
