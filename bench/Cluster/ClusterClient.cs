using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Lab;
using FrrK8s.Lab.Network;

namespace FrrK8s.Bench.Cluster;

/// <summary>Whoever else is at work on the cluster: changes objects, and reads what the daemon says of them.</summary>
internal sealed class ClusterClient : IDisposable
{
    private const string Group = "/apis/frrk8s.metallb.io/v1beta1";

    private readonly HttpClient _http;

    public ClusterClient(ClusterServer server, NetworkNamespace place)
    {
        var tls = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        tls.CertificateChainPolicy.CustomTrustStore.ImportFromPem(server.AuthorityPem);
        _http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = tls,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = InsideSocket.Make(place);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = server.Url,
            DefaultRequestVersion = HttpVersion.Version20,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
    }

    /// <summary>The path of an FRRConfiguration.</summary>
    public static string PathOf(string configuration) => $"{Group}/namespaces/{Population.Namespace}/frrconfigurations/{configuration}";

    /// <summary>The generation of an FRRConfiguration.</summary>
    public async Task<long> GenerationAsync(string configuration, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(PathOf(configuration), UriKind.Relative), cancellationToken);
        answer.EnsureSuccessStatusCode();
        return GenerationOf(JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken)));
    }

    /// <summary>Changes an FRRConfiguration; the result is its new generation.</summary>
    public async Task<long> PatchAsync(string configuration, string patch, string type, CancellationToken cancellationToken)
    {
        using var content = new StringContent(patch, Encoding.UTF8, type);
        using var answer = await _http.PatchAsync(new Uri(PathOf(configuration), UriKind.Relative), content, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? GenerationOf(JsonElement.Parse(body))
            : throw new HttpRequestException($"{configuration}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(body)}");
    }

    /// <summary>Removes what the daemon said of the node.</summary>
    public async Task ForgetStateAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.DeleteAsync(StatePath, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>The generation of an FRRConfiguration that the node runs, as its FRRNodeState says; 0 when it runs none.</summary>
    public async Task<long> LiveGenerationAsync(string configuration, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(StatePath, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return 0;
        }

        answer.EnsureSuccessStatusCode();
        var state = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return (state.Child("status") is { } status ? status.Child("configurations") : null).Items()
            .Where(one => one.TextOf("name") == configuration && one.GetProperty("applied").GetBoolean())
            .Select(one => one.NumberOf("generation"))
            .FirstOrDefault();
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static Uri StatePath => new($"{Group}/frrnodestates/{LabDaemon.NodeName}", UriKind.Relative);

    private static long GenerationOf(JsonElement item) => item.GetProperty("metadata").GetProperty("generation").GetInt64();
}
