using System.Net.Security;
using System.Security.Authentication;
using FrrK8s.Host.Cli;

namespace FrrK8s.Host.Web;

/// <summary>The least version of TLS, and which cipher suites.</summary>
/// <param name="CipherSuites">Of TLS 1.2; none is the system's choice.</param>
internal sealed record TlsSettings(bool IsTls12Allowed, IReadOnlyList<TlsCipherSuite> CipherSuites)
{
    /// <summary>TLS 1.3 only.</summary>
    public static readonly TlsSettings Default = new(false, []);

    /// <summary>OpenSSL's names of the groups in which keys are exchanged; none is its own choice.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What holds for a connection, but for its certificate.</summary>
    public SslServerAuthenticationOptions Options() => new()
    {
        EnabledSslProtocols = IsTls12Allowed ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13,
        CipherSuitesPolicy = CipherSuites.Count == 0 || !OperatingSystem.IsLinux() ? null : new CipherSuitesPolicy(CipherSuites),
    };

    /// <summary>Reads the Go daemon's flags: <c>VersionTLS12</c> or <c>VersionTLS13</c>, and names with commas between.</summary>
    /// <exception cref="UsageException">They are not what is allowed.</exception>
    public static TlsSettings Parse(string minVersion, string cipherSuites)
    {
        var isTls12Allowed = minVersion switch
        {
            "" or "VersionTLS13" => false,
            "VersionTLS12" => true,
            _ => throw new UsageException($"--tls-min-version: `{minVersion}` is not known; VersionTLS12 or VersionTLS13 is allowed"),
        };
        var suites = cipherSuites.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Suite).ToList();
        return suites.Count == 0 || isTls12Allowed
            ? new TlsSettings(isTls12Allowed, suites)
            : throw new UsageException("--tls-cipher-suites: TLS 1.3 has suites of its own; they can be chosen with --tls-min-version=VersionTLS12 only");
    }

    // Go knows two suites by a shorter name.
    private static TlsCipherSuite Suite(string name) =>
        name.StartsWith("TLS_", StringComparison.Ordinal) && (Enum.TryParse<TlsCipherSuite>(name, out var suite) || Enum.TryParse(name + "_SHA256", out suite))
            ? suite
            : throw new UsageException($"--tls-cipher-suites: `{name}` is not the name of a cipher suite");
}
