using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Finds out how to reach the API server: a kubeconfig file that was named, else the pod's own credentials, else <c>KUBECONFIG</c>.</summary>
internal static class KubeConfiguration
{
    private const string FileVariable = "KUBECONFIG";

    /// <summary>The connection. Throws <see cref="InputException"/> with what is missing.</summary>
    /// <param name="kubeconfig">The path that the user gave; null for none.</param>
    /// <param name="node">The node, for the server's audit log.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public static ApiConnection Load(string? kubeconfig, string node, TimeProvider? time = null)
    {
        Func<ApiAccess> read = kubeconfig is not null ? () => KubeconfigAccess.Read(kubeconfig, "--kubeconfig")
            : PodAccess.IsThere ? PodAccess.Read
            : Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } path ? () => KubeconfigAccess.Read(path, FileVariable)
            : () => throw new InputException(
                "no API server is known: this is no pod of a cluster, and neither --kubeconfig nor KUBECONFIG names a file; "
                + "to follow a folder of manifests instead, give --config-dir DIR");
        return new ApiConnection(read, UserAgent(node), time ?? TimeProvider.System);
    }

    private static string UserAgent(string node)
    {
        var version = typeof(KubeConfiguration).Assembly.GetName().Version?.ToString(3) ?? "0";
        // What stands in brackets is a comment, which takes neither brackets nor what is no ASCII.
        var clean = string.Concat(node.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'));
        return clean.Length == 0 ? $"frrk8s/{version}" : $"frrk8s/{version} ({clean})";
    }
}
