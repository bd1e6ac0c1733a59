using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>The credentials that the kubelet gives a pod: a token, which it renews each hour, and the certificates to trust.</summary>
internal static class PodAccess
{
    /// <summary>Where the kubelet lays them.</summary>
    public const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

    private const string HostVariable = "KUBERNETES_SERVICE_HOST";

    private const string PortVariable = "KUBERNETES_SERVICE_PORT";

    /// <summary>Whether this is a pod with credentials.</summary>
    public static bool IsThere =>
        Variable(HostVariable) is not null && Variable(PortVariable) is not null && File.Exists(Path.Combine(Folder, "token"));

    /// <summary>Reads them.</summary>
    public static ApiAccess Read() => Read(Folder, Variable(HostVariable) ?? "", Variable(PortVariable) ?? "");

    /// <summary>Reads those of a folder. Throws <see cref="InputException"/>.</summary>
    public static ApiAccess Read(string folder, string host, string port)
    {
        var (token, authorities, ns) = (Path.Combine(folder, "token"), Path.Combine(folder, "ca.crt"), Path.Combine(folder, "namespace"));
        try
        {
            var header = ApiAccess.Bearer(File.ReadAllText(token)) ?? throw new InputException($"the pod's credentials cannot be used: `{token}` is empty");
            return new ApiAccess
            {
                Server = new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}/"),
                Namespace = File.Exists(ns) ? File.ReadAllText(ns).Trim() : "",
                Authorities = File.ReadAllText(authorities),
                AuthorizeAsync = _ => Task.FromResult<System.Net.Http.Headers.AuthenticationHeaderValue?>(header),
                Files = [token, authorities, ns],
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or UriFormatException)
        {
            throw new InputException($"the pod's credentials cannot be used: {problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}", problem);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
