using System.Net.Security;

namespace FrrK8s.Host.Web;

/// <summary>How HTTPS is spoken: with the certificate of a folder, which may change at any time, and not below a version.</summary>
internal sealed class ServerTls(CertificateFolder certificates, TlsSettings settings)
{
    /// <summary>What holds for one more connection.</summary>
    public SslServerAuthenticationOptions Options()
    {
        var options = settings.Options();
        options.ServerCertificateContext = certificates.Current();
        options.ApplicationProtocols = [SslApplicationProtocol.Http11];
        return options;
    }
}
