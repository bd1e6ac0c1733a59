using System.Net;

namespace FrrK8s.Host.Web;

/// <summary>What is served, and where.</summary>
internal sealed record WebSettings
{
    /// <summary>Nothing is served.</summary>
    public static readonly WebSettings None = new();

    /// <summary>For <c>/metrics</c>; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>For <c>/healthz</c>, <c>/readyz</c> and <c>/livez</c>; null for nowhere.</summary>
    public IPEndPoint? Health { get; init; }

    /// <summary>The folder of the certificate with which metrics are served over HTTPS; null for HTTP.</summary>
    public string? MetricsCertDir { get; init; }

    /// <summary>Without a folder metrics are served over HTTPS with a certificate of the daemon's own.</summary>
    public bool IsMetricsSelfSigned { get; init; }

    /// <summary>Whether other machines reach the metrics.</summary>
    public bool AreMetricsForOthers => Metrics is { Address: var address } && !IPAddress.IsLoopback(address);

    /// <summary>Whether metrics are served over HTTPS.</summary>
    public bool IsMetricsSecure => MetricsCertDir is not null || IsMetricsSelfSigned;

    /// <summary>How HTTPS is spoken.</summary>
    public TlsSettings Tls { get; init; } = TlsSettings.Default;
}
