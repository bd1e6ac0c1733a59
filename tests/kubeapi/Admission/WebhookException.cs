namespace FrrK8s.KubeApi.Admission;

/// <summary>A webhook that gave no usable answer.</summary>
internal sealed class WebhookException(string message) : Exception(message);
