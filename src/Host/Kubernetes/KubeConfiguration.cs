using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FrrK8s.Host.Sources;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Finds out how to reach the API server: a kubeconfig file that was named, else the pod's own credentials, else <c>KUBECONFIG</c>.</summary>
internal static class KubeConfiguration
{
    private const string FileVariable = "KUBECONFIG";

    /// <summary>The connection. Throws <see cref="InputException"/> with what is missing.</summary>
    /// <param name="kubeconfig">The path that the user gave; null for none.</param>
    /// <param name="node">The node, for the server's audit log.</param>
    public static ApiConnection Load(string? kubeconfig, string node)
    {
        var userAgent = UserAgent(node);
        if (kubeconfig is not null)
        {
            return FromFile(kubeconfig, "--kubeconfig", userAgent);
        }

        if (KubernetesClientConfiguration.IsInCluster())
        {
            var own = KubernetesClientConfiguration.InClusterConfig();
            return new ApiConnection(own, own.SslCaCerts, userAgent);
        }

        return Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } path
            ? FromFile(path, FileVariable, userAgent)
            : throw new InputException(
                "no API server is known: this is no pod of a cluster, and neither --kubeconfig nor KUBECONFIG names a file; "
                + "to follow a folder of manifests instead, give --config-dir DIR");
    }

    /// <summary>
    /// The connection of somebody before a terminal, found as kubectl does: the file that was named, <c>KUBECONFIG</c> (of several files the first that has the
    /// context), <c>~/.kube/config</c>, the pod's own credentials. Throws <see cref="InputException"/> with what is missing.
    /// </summary>
    public static ApiConnection LoadForPerson(string? kubeconfig, string? context)
    {
        var userAgent = UserAgent("");
        if (kubeconfig is not null)
        {
            return FromFile(kubeconfig, "--kubeconfig", userAgent, context);
        }

        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } paths)
        {
            var files = paths.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
            return files.SkipLast(1).Where(File.Exists).Select(file => TryFile(file, userAgent, context)).FirstOrDefault(found => found is not null)
                ?? FromFile(files[^1], FileVariable, userAgent, context);
        }

        var usual = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        if (File.Exists(usual))
        {
            return FromFile(usual, "--kubeconfig", userAgent, context);
        }

        if (KubernetesClientConfiguration.IsInCluster())
        {
            var own = KubernetesClientConfiguration.InClusterConfig();
            return new ApiConnection(own, own.SslCaCerts, userAgent);
        }

        throw new InputException($"no API server is known: neither --kubeconfig nor {FileVariable} names a file, `{usual}` does not exist, and this is no pod of a cluster");
    }

    /// <summary>The certificate that proves who we are; null when there is none.</summary>
    public static X509Certificate2? ClientCertificate(KubernetesClientConfiguration configuration)
    {
        var certificate = Pem(configuration.ClientCertificateData, configuration.ClientCertificateFilePath);
        var key = Pem(configuration.ClientCertificateKeyData, configuration.ClientKeyFilePath);
        return certificate is null || key is null ? null : X509Certificate2.CreateFromPem(certificate, key);
    }

    private static ApiConnection? TryFile(string path, string userAgent, string? context)
    {
        try
        {
            return FromFile(path, FileVariable, userAgent, context);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static ApiConnection FromFile(string path, string option, string userAgent, string? context = null)
    {
        try
        {
            var file = KubernetesClientConfiguration.LoadKubeConfig(path);
            var configuration = KubernetesClientConfiguration.BuildConfigFromConfigObject(file, context);
            ClientCertificate(configuration)?.Dispose();
            return new ApiConnection(configuration, Authorities(file, path, context ?? file.CurrentContext), userAgent);
        }
        catch (Exception problem) when (problem is KubeConfigException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{option}: `{path}` cannot be used: {OneLine(problem.Message)}", problem);
        }
        catch (Exception problem) when (problem is YamlDotNet.Core.YamlException or CryptographicException or FormatException or ArgumentException)
        {
            // The words of the readers quote the file, which has credentials in it.
            var where = problem is YamlDotNet.Core.YamlException yaml ? $" (line {yaml.Start.Line})" : "";
            throw new InputException($"{option}: `{path}` cannot be used: it is no kubeconfig file, or a certificate in it is none{where}", problem);
        }
        catch (Exception problem) when (problem is NullReferenceException or InvalidOperationException)
        {
            throw new InputException($"{option}: `{path}` cannot be used: it has no clusters, contexts and users", problem);
        }
    }

    // The library takes just the first certificate of a bundle.
    private static X509Certificate2Collection? Authorities(K8SConfiguration file, string path, string chosen)
    {
        var context = file.Contexts.FirstOrDefault(context => string.Equals(context.Name, chosen, StringComparison.OrdinalIgnoreCase));
        var endpoint = file.Clusters
            .FirstOrDefault(cluster => string.Equals(cluster.Name, context?.ContextDetails?.Cluster, StringComparison.OrdinalIgnoreCase))?.ClusterEndpoint;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var bundle = Pem(
            endpoint?.CertificateAuthorityData,
            string.IsNullOrEmpty(endpoint?.CertificateAuthority) ? null : Path.Combine(folder, endpoint.CertificateAuthority));
        if (bundle is null)
        {
            return null;
        }

        var all = new X509Certificate2Collection();
        all.ImportFromPem(bundle);
        return all;
    }

    private static string? Pem(string? base64, string? path)
    {
        if (!string.IsNullOrEmpty(base64))
        {
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }

        return string.IsNullOrEmpty(path) ? null : File.ReadAllText(path);
    }

    private static string UserAgent(string node)
    {
        var version = typeof(KubeConfiguration).Assembly.GetName().Version?.ToString(3) ?? "0";
        // What stands in brackets is a comment, which takes neither brackets nor what is no ASCII.
        var clean = string.Concat(node.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'));
        return clean.Length == 0 ? $"frrk8s/{version}" : $"frrk8s/{version} ({clean})";
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
