namespace FrrK8s.Host.Kubernetes;

/// <summary>One event of a watch.</summary>
/// <param name="Object">Lives only until the next event is asked for: see <see cref="ApiObject"/>.</param>
internal sealed record ApiEvent(ApiEventType Type, ApiObject Object);
