using System.Net.Security;
using FrrK8s.Host.Certificates;

namespace FrrK8s.Host.Web;

/// <summary>A certificate that is made in memory and made anew before it ends. It keeps listeners out; who is there, nobody can tell from it.</summary>
internal sealed class SelfMadeCertificate(TimeProvider time)
{
    private static readonly string[] Names = ["frr-k8s-metrics"];

    private readonly Lock _lock = new();
    private readonly ServedCertificate _served = new();
    private DateTimeOffset _madeAt;

    /// <summary>The one to use now.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_served.Context is null || now - _madeAt > CertificateMaker.Lifetime / 2)
            {
                var made = CertificateMaker.Make(Names, "", now);
                _served.Set(made.Certificate, made.Key);
                _madeAt = now;
            }

            return _served.Context!;
        }
    }
}
