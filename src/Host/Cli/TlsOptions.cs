using System.CommandLine;
using FrrK8s.Host.Web;

namespace FrrK8s.Host.Cli;

/// <summary>The options that say how HTTPS is spoken; their names are those of the Go daemon's flags.</summary>
internal sealed class TlsOptions
{
    private readonly Option<string> _minVersion = Text("--tls-min-version", "VERSION", "VersionTLS13", "The least version of TLS: VersionTLS12 or VersionTLS13.");

    private readonly Option<string> _cipherSuites = Text(
        "--tls-cipher-suites", "NAME,...", "", "Cipher suites of TLS 1.2, with --tls-min-version=VersionTLS12. Default: the system's.");

    private readonly Option<string> _groups = Text(
        "--tls-curve-preferences",
        "NUMBER,...",
        "",
        "The groups in which keys are exchanged, by Go's CurveIDs (23 P-256, 24 P-384, 25 P-521, 29 X25519); they hold for connections to the API server too. Default: the system's.");

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_minVersion);
        command.Options.Add(_cipherSuites);
        command.Options.Add(_groups);
    }

    /// <summary>What the command line says. Throws <see cref="UsageException"/>.</summary>
    public TlsSettings Read(ParseResult line) =>
        TlsSettings.Parse(line.GetValue(_minVersion)!, line.GetValue(_cipherSuites)!) with { Groups = TlsGroups.Parse(line.GetValue(_groups)!) };

    private static Option<string> Text(string name, string helpName, string fallback, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        DefaultValueFactory = _ => fallback,
    };
}
