namespace FrrK8s.Host.Certificates;

/// <summary>Names and times of the certificates that this program makes.</summary>
/// <param name="Namespace">Where the service and the Secret are.</param>
/// <param name="Service">The service by whose name the API server calls the webhook.</param>
internal sealed record CertificateSettings(string Namespace, string Service)
{
    /// <summary>The reference's name of the Secret.</summary>
    public const string DefaultSecret = "frr-k8s-webhook-server-cert";

    /// <summary>The reference's name of the ValidatingWebhookConfiguration.</summary>
    public const string DefaultWebhookConfiguration = "frr-k8s-validating-webhook-configuration";

    /// <summary>The Secret that all replicas share.</summary>
    public string Secret { get; init; } = DefaultSecret;

    /// <summary>The object that tells the API server whom to trust.</summary>
    public string WebhookConfiguration { get; init; } = DefaultWebhookConfiguration;

    /// <summary>How long API servers may take to hear of a new authority before a certificate from it is shown to them.</summary>
    public TimeSpan Propagation { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often everything is looked at without a reason.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The names that the certificate is for.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [$"{Service}.{Namespace}.svc", $"{Service}.{Namespace}.svc.cluster.local"];
}
