using System.Security.Cryptography.X509Certificates;

namespace FrrK8s.Host.Metrics;

/// <summary>When a certificate that is shown ends.</summary>
/// <param name="use">What it is shown for: <c>metrics</c> or <c>webhook</c>.</param>
/// <param name="current">The certificate; null while there is none.</param>
internal sealed class CertificateMetrics(string use, Func<X509Certificate2?> current) : IMetricsSource
{
    /// <inheritdoc/>
    public void WriteTo(MetricsText text)
    {
        text.Family("frrk8s_certificate_expiry_timestamp_seconds", "gauge", "When the certificate ends that is shown, since the Unix epoch in seconds");
        if (current() is { } certificate)
        {
            text.Sample(new DateTimeOffset(certificate.NotAfter).ToUnixTimeSeconds(), [("use", use)]);
        }
    }
}
