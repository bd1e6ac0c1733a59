using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FrrK8s.Host.Sources;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace FrrK8s.Host.Kubernetes;

/// <summary>What a kubeconfig file says of its current context, with the files that it names.</summary>
internal static class KubeconfigAccess
{
    /// <summary>Reads it. Throws <see cref="InputException"/> with what is wrong.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="option">What named it.</param>
    /// <param name="context">The context to take; the file's current one when null.</param>
    public static ApiAccess Read(string path, string option, string? context = null)
    {
        try
        {
            return ReadFile(path, context);
        }
        catch (Exception problem) when (problem is KubeConfigException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{option}: `{path}` cannot be used: {OneLine(problem.Message)}", problem);
        }
        catch (Exception problem) when (problem is YamlDotNet.Core.YamlException or SourceException or CryptographicException or FormatException or ArgumentException)
        {
            // The words of the readers quote the file, which has credentials in it.
            var where = problem is YamlDotNet.Core.YamlException yaml ? $" (line {yaml.Start.Line})" : "";
            throw new InputException($"{option}: `{path}` cannot be used: it is no kubeconfig file, or a certificate in it is none{where}", problem);
        }
        catch (Exception problem) when (problem is NullReferenceException or InvalidOperationException or InvalidCastException)
        {
            throw new InputException($"{option}: `{path}` cannot be used: it has no clusters, contexts and users", problem);
        }
    }

    private static ApiAccess ReadFile(string path, string? chosen)
    {
        var file = KubernetesClientConfiguration.LoadKubeConfig(path);
        var context = file.Contexts.FirstOrDefault(context => IsNamed(context.Name, chosen ?? file.CurrentContext))?.ContextDetails;
        var cluster = file.Clusters.FirstOrDefault(cluster => IsNamed(cluster.Name, context?.Cluster))?.ClusterEndpoint;
        var tokenFile = Beside(path, TokenFile(path, context?.User));
        if (tokenFile is not null)
        {
            // The library knows no files of tokens, and would say that there are no credentials.
            file.Users.First(user => IsNamed(user.Name, context?.User)).UserCredentials.Token = File.ReadAllText(tokenFile).Trim();
        }

        var known = KubernetesClientConfiguration.BuildConfigFromConfigObject(file, chosen);
        var authorities = Beside(path, cluster?.CertificateAuthority);
        var own = Own(known);
        var access = new ApiAccess
        {
            Server = new Uri(known.Host.TrimEnd('/') + "/"),
            Namespace = known.Namespace?.Trim() ?? "",
            ServerName = string.IsNullOrEmpty(known.TlsServerName) ? null : known.TlsServerName,
            IsUnverified = known.SkipTlsVerify,
            Authorities = Pem(cluster?.CertificateAuthorityData, authorities),
            Own = own,
            AuthorizeAsync = Authorizer(known),
            Files = [path, .. ((string?[])[authorities, known.ClientCertificateFilePath, known.ClientKeyFilePath, tokenFile]).OfType<string>()],
        };
        Check(access);
        return access;
    }

    // What is no certificate is to be found out now, and not by the first request.
    private static void Check(ApiAccess access)
    {
        if (access.Authorities is { } authorities)
        {
            new X509Certificate2Collection().ImportFromPem(authorities);
        }

        if (access.Own is { } own)
        {
            X509Certificate2.CreateFromPem(own.Certificate, own.Key).Dispose();
        }
    }

    private static Func<CancellationToken, Task<AuthenticationHeaderValue?>> Authorizer(KubernetesClientConfiguration known)
    {
        if (known.TokenProvider is { } provider)
        {
            return async cancellationToken => await provider.GetAuthenticationHeaderAsync(cancellationToken);
        }

        var header = ApiAccess.Bearer(known.AccessToken);
        if (header is null && !string.IsNullOrEmpty(known.Username))
        {
            header = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{known.Username}:{known.Password}")));
        }

        return _ => Task.FromResult(header);
    }

    private static (string Certificate, string Key)? Own(KubernetesClientConfiguration known)
    {
        var certificate = Pem(known.ClientCertificateData, known.ClientCertificateFilePath);
        var key = Pem(known.ClientCertificateKeyData, known.ClientKeyFilePath);
        return certificate is null || key is null ? null : (certificate, key);
    }

    private static string? TokenFile(string path, string? user)
    {
        var users = (YamlSource.Read(File.ReadAllText(path)) is [MappingNode document, ..] ? document : null)?.Get("users") as SequenceNode;
        var found = users?.Items.OfType<MappingNode>().FirstOrDefault(entry => IsNamed(entry.GetText("name"), user));
        return (found?.Get("user") as MappingNode)?.GetText("tokenFile");
    }

    private static string? Beside(string path, string? named) =>
        string.IsNullOrEmpty(named) ? null : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, named);

    private static bool IsNamed(string? name, string? wanted) => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase);

    private static string? Pem(string? base64, string? path)
    {
        if (!string.IsNullOrEmpty(base64))
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }

        return string.IsNullOrEmpty(path) ? null : File.ReadAllText(path);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
