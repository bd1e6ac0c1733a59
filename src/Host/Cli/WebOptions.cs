using System.CommandLine;
using FrrK8s.Host.Web;

namespace FrrK8s.Host.Cli;

/// <summary>The options for metrics, health and TLS; their names are those of the Go daemon's flags.</summary>
internal sealed class WebOptions
{
    private readonly Option<string> _metrics = Text(
        "--metrics-bind-address", "ADDRESS:PORT", "127.0.0.1:7573", "Where /metrics is served; 0 for nowhere. With an API server, plain HTTP is served on loopback addresses only: on others it is HTTPS, to those who may get /metrics there.");

    private readonly Option<string> _metricsCertDir = Text(
        "--metrics-cert-dir",
        "DIR",
        "",
        "A folder with tls.crt and tls.key: /metrics is served over HTTPS, and with an API server only to those who may get it there.");

    private readonly Option<bool> _metricsSelfSigned = new("--metrics-self-signed")
    {
        Description = "Without --metrics-cert-dir: /metrics is served over HTTPS too, with a certificate that is made for it and that nobody can check.",
    };

    private readonly Option<string> _health = Text(
        "--health-probe-bind-address",
        "ADDRESS:PORT",
        "127.0.0.1:7572",
        "Where /healthz (the loop turns), /readyz (a configuration is in force) and /livez (FRR lives) are served; 0 for nowhere.");

    private readonly TlsOptions _tls = new();

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_metrics);
        command.Options.Add(_metricsCertDir);
        command.Options.Add(_metricsSelfSigned);
        command.Options.Add(_health);
        _tls.AddTo(command);
    }

    /// <summary>What the command line says. Throws <see cref="UsageException"/>.</summary>
    /// <param name="isServerAsked">There is an API server to ask who may read: others than this machine get nothing unasked.</param>
    public WebSettings Read(ParseResult line, bool isServerAsked)
    {
        var settings = new WebSettings
        {
            Metrics = ListenAddress.Parse(_metrics.Name, line.GetValue(_metrics)!),
            Health = ListenAddress.Parse(_health.Name, line.GetValue(_health)!),
            MetricsCertDir = line.GetValue(_metricsCertDir) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
            Tls = _tls.Read(line),
        };
        return settings with { IsMetricsSelfSigned = line.GetValue(_metricsSelfSigned) || (isServerAsked && settings.AreMetricsForOthers) };
    }

    private static Option<string> Text(string name, string helpName, string fallback, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        DefaultValueFactory = _ => fallback,
    };
}
