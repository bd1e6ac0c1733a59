using System.Net;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Cleaner;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Webhook;
using FrrK8s.Rules;

namespace FrrK8s.Host.Controller;

/// <summary>What the controller is to do: the webhook, the cleaner, or both.</summary>
/// <param name="Webhook">Null when this process has no webhook.</param>
/// <param name="Cleaner">Null when this process cleans nothing.</param>
internal sealed record ControllerSettings(KubernetesSettings Kubernetes, HookSettings? Webhook, CleanerSettings? Cleaner)
{
    /// <summary>Where <c>/metrics</c> is served; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>The level unless a FRRK8sConfiguration says another.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    /// <summary>How the log is written.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>The Role that lets nodes read the Secrets that FRRConfigurations name; null when somebody else keeps it.</summary>
    public string? PasswordRole { get; init; }
}
