namespace FrrK8s.Host.Kubernetes;

/// <summary>The API server that the daemon follows.</summary>
/// <param name="Namespace">The daemon's own.</param>
/// <param name="PodName">The daemon's own; empty when it is not known.</param>
internal sealed record KubernetesSettings(ApiConnection Connection, string Namespace, string PodName);
