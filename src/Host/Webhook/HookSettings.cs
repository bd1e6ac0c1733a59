using System.Net;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Web;

namespace FrrK8s.Host.Webhook;

/// <summary>What the webhook listens on, how it decides, and where its certificate comes from.</summary>
/// <param name="Port">0 for any free one.</param>
/// <param name="Certificates">The names and objects of certificates that this program makes.</param>
internal sealed record HookSettings(int Port, AdmissionSettings Admission, CertificateSettings Certificates)
{
    /// <summary>The port of the reference's deployments.</summary>
    public const int DefaultPort = 19443;

    /// <summary>All addresses of the machine unless it is said otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.IPv6Any;

    /// <summary>How HTTPS is spoken.</summary>
    public TlsSettings Tls { get; init; } = TlsSettings.Default;

    /// <summary>A folder in which somebody else keeps the certificate; null when this program makes it.</summary>
    public string? CertificateFolder { get; init; }
}
