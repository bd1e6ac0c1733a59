namespace FrrK8s.KubeApi.Cel;

/// <summary>A rule that cannot be read, or that has no value for what it is asked about.</summary>
internal sealed class CelException(string message) : Exception(message);
