using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace FrrK8s.Host.Certificates;

/// <summary>The certificate that the server shows to new connections. It can be another one at any time; those that stand keep theirs.</summary>
internal sealed class ServedCertificate
{
    private volatile SslStreamCertificateContext? _context;

    private volatile string _text = "";

    /// <summary>With the certificates between it and the authority; null as long as there is none.</summary>
    public SslStreamCertificateContext? Context => _context;

    /// <summary>True when it is this very certificate.</summary>
    public bool Is(string certificate) => string.Equals(_text, certificate, StringComparison.Ordinal);

    /// <summary>Serves another one. Throws <see cref="System.Security.Cryptography.CryptographicException"/> or <see cref="ArgumentException"/> for what is none.</summary>
    public void Set(string certificate, string key)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificate);
        var leaf = X509Certificate2.CreateFromPem(certificate, key);
        _context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
        _text = certificate;
    }
}
