using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using k8s;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Where the API server is, how to know it, and who we are to it. Holds credentials: nothing of it is printed but the address.</summary>
/// <param name="configuration">As KubernetesClient read it.</param>
/// <param name="authorities">The certificates that the server's may come from; null for those of the machine.</param>
/// <param name="userAgent">What the server's audit log shows.</param>
internal sealed class ApiConnection(KubernetesClientConfiguration configuration, X509Certificate2Collection? authorities, string userAgent)
{
    /// <summary>Ends in a slash.</summary>
    public Uri BaseAddress { get; } = new(configuration.Host.TrimEnd('/') + "/");

    /// <summary><c>frrk8s/VERSION (NODE)</c></summary>
    public string UserAgent => userAgent;

    /// <summary>The namespace that the credentials come with; empty when they have none.</summary>
    public string Namespace => configuration.Namespace?.Trim() ?? "";

    /// <summary>The header that says who we are. A token in a file is read again as it is renewed there.</summary>
    public async Task<AuthenticationHeaderValue?> AuthorizeAsync(CancellationToken cancellationToken)
    {
        if (configuration.TokenProvider is { } provider)
        {
            return await provider.GetAuthenticationHeaderAsync(cancellationToken);
        }

        if (!string.IsNullOrEmpty(configuration.AccessToken))
        {
            return new AuthenticationHeaderValue("Bearer", configuration.AccessToken);
        }

        return string.IsNullOrEmpty(configuration.Username)
            ? null
            : new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{configuration.Username}:{configuration.Password}")));
    }

    /// <summary>A client with connections of its own.</summary>
    public HttpClient CreateHttpClient()
    {
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            ConnectCallback = ConnectAsync,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        Secure(handler.SslOptions);
        return new HttpClient(handler)
        {
            // Each request has its own deadline, and a watch has none.
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    private void Secure(SslClientAuthenticationOptions tls)
    {
        if (!string.IsNullOrEmpty(configuration.TlsServerName))
        {
            tls.TargetHost = configuration.TlsServerName;
        }

        if (configuration.SkipTlsVerify)
        {
            // `insecure-skip-tls-verify` in the kubeconfig file asks for just this.
            tls.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        }
        else if (authorities is not null)
        {
            // The name in the certificate is still compared, other than in the client library's own check.
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (KubeConfiguration.ClientCertificate(configuration) is { } own)
        {
            tls.ClientCertificates = [own];
        }
    }

    // A connection whose other end vanished without a word is noticed by the kernel.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
