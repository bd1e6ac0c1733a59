using System.Net.Security;

namespace FrrK8s.Host.Web;

/// <summary>How HTTPS is spoken: with a certificate that may change at any time, and not below a version.</summary>
/// <param name="certificate">The certificate to use now.</param>
internal sealed class ServerTls(Func<SslStreamCertificateContext> certificate, TlsSettings settings)
{
    /// <summary>What holds for one more connection.</summary>
    public SslServerAuthenticationOptions Options()
    {
        var options = settings.Options();
        options.ServerCertificateContext = certificate();
        options.ApplicationProtocols = [SslApplicationProtocol.Http11];
        return options;
    }
}
