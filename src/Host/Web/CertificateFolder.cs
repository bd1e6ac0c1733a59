using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Web;

/// <summary>
/// A certificate with its chain and key in <c>tls.crt</c> and <c>tls.key</c>, as a mounted Secret has them. It is read again when the files change; while they
/// cannot be read, or do not fit each other, the last one stays.
/// </summary>
internal sealed class CertificateFolder
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly string _certificate;
    private readonly string _key;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private SslStreamCertificateContext _current;
    private (string, string)? _seen;
    private long _lookedAt;

    /// <summary>Reads it for the first time.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="CryptographicException">It is none, or the key is of another one.</exception>
    public CertificateFolder(string folder, ILogger logger, TimeProvider time)
    {
        (_certificate, _key) = (Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        (_logger, _time) = (logger, time);
        var texts = Read();
        (_seen, _lookedAt) = (texts, time.GetTimestamp());
        _current = Load(texts);
    }

    /// <summary>The one to use now.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_lock)
        {
            if (_time.GetElapsedTime(_lookedAt) >= LookEvery)
            {
                _lookedAt = _time.GetTimestamp();
                Renew();
            }

            return _current;
        }
    }

    private void Renew()
    {
        (string, string)? seen = null;
        try
        {
            var texts = Read();
            seen = texts;
            if (texts == _seen)
            {
                return;
            }

            _current = Load(texts);
            _logger.LogInformation("the certificate `{File}` was read again", _certificate);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            // The words about a key stay here. Nobody wants to read the same every second.
            var words = problem is IOException or UnauthorizedAccessException ? problem.Message : "tls.crt and tls.key are no certificate and its key";
            _logger.Log(
                seen is null && _seen is null ? LogLevel.Debug : LogLevel.Warning,
                "the certificate `{File}` has changed and cannot be used, the one before stays: {Message}",
                _certificate,
                words);
        }

        _seen = seen;
    }

    // By what they hold: the time of a mounted Secret's file is that of a link that never changes.
    private (string Certificate, string Key) Read() => (File.ReadAllText(_certificate), File.ReadAllText(_key));

    private static SslStreamCertificateContext Load((string Certificate, string Key) texts)
    {
        using var leaf = X509Certificate2.CreateFromPem(texts.Certificate, texts.Key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(texts.Certificate);

        // A key that came as text is not usable for TLS on every system; one that came as PKCS 12 is.
        var usable = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
        return SslStreamCertificateContext.Create(usable, chain, offline: true);
    }
}
