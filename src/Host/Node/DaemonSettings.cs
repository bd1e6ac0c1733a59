using FrrK8s.Host.Frr;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Node;

/// <summary>Everything that the daemon is started with.</summary>
/// <param name="ConfigDir">The folder of manifests; null when it is the API server that is followed.</param>
internal sealed record DaemonSettings(
    string? ConfigDir, string StateDir, NodeSettings Node, FrrSettings Frr, NodeLoopSettings Times)
{
    /// <summary>The API server; null when it is a folder that is followed.</summary>
    public KubernetesSettings? Kubernetes { get; init; }
}
