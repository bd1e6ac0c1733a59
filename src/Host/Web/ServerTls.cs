using System.Net.Security;
using System.Security.Authentication;

namespace FrrK8s.Host.Web;

/// <summary>How HTTPS is spoken: with the certificate of a folder, which may change at any time, and not below a version.</summary>
internal sealed class ServerTls(CertificateFolder certificates, TlsSettings settings)
{
    /// <summary>What holds for one more connection.</summary>
    public SslServerAuthenticationOptions Options() => new()
    {
        ServerCertificateContext = certificates.Current(),
        EnabledSslProtocols = settings.IsTls12Allowed ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13,
        CipherSuitesPolicy = settings.CipherSuites.Count == 0 || !OperatingSystem.IsLinux() ? null : new CipherSuitesPolicy(settings.CipherSuites),
        ApplicationProtocols = [SslApplicationProtocol.Http11],
    };
}
