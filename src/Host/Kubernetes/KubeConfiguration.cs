using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Finds out how to reach the API server: of the daemon a kubeconfig file that was named, else the pod's own credentials, else <c>KUBECONFIG</c>.</summary>
internal static class KubeConfiguration
{
    private const string FileVariable = "KUBECONFIG";

    /// <summary>The connection. Throws <see cref="InputException"/> with what is missing.</summary>
    /// <param name="kubeconfig">The path that the user gave; null for none.</param>
    /// <param name="node">The node, for the server's audit log.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="instead">What else the user can do, to stand behind what is missing.</param>
    public static ApiConnection Load(string? kubeconfig, string node, TimeProvider? time = null, string instead = "")
    {
        Func<ApiAccess> read = kubeconfig is not null ? () => KubeconfigAccess.Read(kubeconfig, "--kubeconfig")
            : PodAccess.IsThere ? PodAccess.Read
            : Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } path ? () => KubeconfigAccess.Read(path, FileVariable)
            : () => throw new InputException(
                $"no API server is known: this is no pod of a cluster, and neither --kubeconfig nor {FileVariable} names a file{instead}");
        return new ApiConnection(read, UserAgent(node), time ?? TimeProvider.System);
    }

    /// <summary>
    /// The connection of somebody before a terminal, found as kubectl does: the file that was named, <c>KUBECONFIG</c> (of several files the first that has the
    /// context), <c>~/.kube/config</c>, the pod's own credentials. Throws <see cref="InputException"/> with what is missing.
    /// </summary>
    public static ApiConnection LoadForPerson(string? kubeconfig, string? context) => new(ReaderForPerson(kubeconfig, context), UserAgent(""), TimeProvider.System);

    private static Func<ApiAccess> ReaderForPerson(string? kubeconfig, string? context)
    {
        if (kubeconfig is not null)
        {
            return () => KubeconfigAccess.Read(kubeconfig, "--kubeconfig", context);
        }

        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } paths)
        {
            var files = paths.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
            var found = files.SkipLast(1).Where(File.Exists).FirstOrDefault(file => IsUsable(file, context)) ?? files[^1];
            return () => KubeconfigAccess.Read(found, FileVariable, context);
        }

        var usual = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        return File.Exists(usual) ? () => KubeconfigAccess.Read(usual, "--kubeconfig", context)
            : PodAccess.IsThere ? PodAccess.Read
            : throw new InputException($"no API server is known: neither --kubeconfig nor {FileVariable} names a file, `{usual}` does not exist, and this is no pod of a cluster");
    }

    private static bool IsUsable(string path, string? context)
    {
        try
        {
            KubeconfigAccess.Read(path, FileVariable, context);
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static string UserAgent(string node)
    {
        var version = typeof(KubeConfiguration).Assembly.GetName().Version?.ToString(3) ?? "0";
        // What stands in brackets is a comment, which takes neither brackets nor what is no ASCII.
        var clean = string.Concat(node.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'));
        return clean.Length == 0 ? $"frrk8s/{version}" : $"frrk8s/{version} ({clean})";
    }
}
