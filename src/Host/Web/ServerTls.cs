using System.Net.Security;
using System.Security.Authentication;

namespace FrrK8s.Host.Web;

/// <summary>How HTTPS is spoken: with a certificate that may change at any time, and not below a version.</summary>
/// <param name="certificate">The certificate to use now.</param>
internal sealed class ServerTls(Func<SslStreamCertificateContext> certificate, TlsSettings settings)
{
    /// <summary>What holds for one more connection.</summary>
    public SslServerAuthenticationOptions Options() => new()
    {
        ServerCertificateContext = certificate(),
        EnabledSslProtocols = settings.IsTls12Allowed ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13,
        CipherSuitesPolicy = settings.CipherSuites.Count == 0 || !OperatingSystem.IsLinux() ? null : new CipherSuitesPolicy(settings.CipherSuites),
        ApplicationProtocols = [SslApplicationProtocol.Http11],
    };
}
