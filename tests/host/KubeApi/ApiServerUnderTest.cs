using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi;
using FrrK8s.KubeApi.Access;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>
/// The API server of a test: the one in process, or a real one when `KUBEBUILDER_ASSETS` names its programs. Tests see one face of both; each
/// has a server of its own, with the CRDs of `deploy/crds` and the namespace of the daemon.
/// </summary>
internal sealed class ApiServerUnderTest : IAsyncDisposable
{
    /// <summary>The namespace that is there.</summary>
    public const string Namespace = "frr-k8s-system";

    /// <summary>Why a test that needs faults does not run on a real server.</summary>
    public const string NeedsFaults = "needs an API server that fails on demand, and KUBEBUILDER_ASSETS asks for a real one";

    private static readonly string[] FrrKinds = ["BGPSessionState", "FRRConfiguration", "FRRK8sConfiguration", "FRRNodeState"];

    private readonly KubeApiServer? _own;
    private readonly RealApiServer? _real;

    private ApiServerUnderTest(KubeApiServer? own, RealApiServer? real)
    {
        _own = own;
        _real = real;
        Url = own?.Url ?? real!.Arguments.Url;
        Client = ClientOf(Url, AuthorityPem, Token);
    }

    /// <summary>Whether tests run on a real server.</summary>
    public static bool IsReal => RealApiServer.Assets is not null;

    /// <summary>Where it is.</summary>
    public Uri Url { get; }

    /// <summary>The token that may do everything.</summary>
    public string Token => _own?.Token ?? _real!.Token;

    /// <summary>A file for kubectl and for the product.</summary>
    public string KubeconfigPath => _own?.KubeconfigPath ?? _real!.Arguments.KubeconfigPath;

    /// <summary>What clients trust.</summary>
    public string AuthorityPem => _own?.AuthorityPem ?? _real!.AuthorityPem;

    /// <summary>A client that may do everything.</summary>
    public HttpClient Client { get; }

    /// <summary>The server in process, for its faults and its log of requests. Only for tests that are skipped on a real one.</summary>
    public KubeApiServer Own => _own ?? throw new InvalidOperationException(NeedsFaults);

    /// <summary>Starts the server. The options concern the one in process alone.</summary>
    public static async Task<ApiServerUnderTest> StartAsync(KubeApiOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!IsReal)
        {
            options ??= new KubeApiOptions();
            var own = await KubeApiServer.StartAsync(options with { Namespaces = [.. options.Namespaces, Namespace] }, cancellationToken);
            return new ApiServerUnderTest(own, real: null);
        }

        return await Started.WithAsync(
            new ApiServerUnderTest(own: null, await RealApiServer.StartAsync(RealApiServer.Assets!, cancellationToken)), server => server.FurnishAsync());
    }

    /// <summary>A client with a token.</summary>
    public static HttpClient ClientOf(Uri url, string authorityPem, string token)
    {
        var handler = new SocketsHttpHandler();
        if (authorityPem.Length > 0)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPem(authorityPem);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        var client = new HttpClient(handler) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A request with a JSON body; the answer, whatever it is.</summary>
    public async Task<(HttpStatusCode Code, JsonObject Body)> SendAsync(
        HttpMethod method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        }

        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        // A group that is not served yet is a path that is not there, which an API server says in plain words.
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return (response.StatusCode, isJson ? JsonNode.Parse(text)!.AsObject() : new JsonObject { ["message"] = text.Trim() });
    }

    /// <summary>Creates an object that is written in YAML; it must be taken.</summary>
    public async Task<JsonObject> CreateAsync(string path, string yaml)
    {
        var (code, body) = await SendAsync(HttpMethod.Post, path, YamlJson.Read(yaml)[0]!.ToJsonString());
        Assert.True(code == HttpStatusCode.Created, body.ToJsonString());
        return body;
    }

    /// <summary>A token of a service account, which is made for it.</summary>
    public async Task<string> ServiceAccountTokenAsync(string name)
    {
        var path = $"/api/v1/namespaces/{Namespace}/serviceaccounts";
        await CreateAsync(path, $"{{apiVersion: v1, kind: ServiceAccount, metadata: {{name: {name}}}}}");
        if (_own is not null)
        {
            var token = $"token-of-{name}";
            _own.Access.AddToken(token, UserInfo.ServiceAccount(Namespace, name));
            return token;
        }

        var answer = await CreateAsync($"{path}/{name}/token", "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {}}");
        return (string)answer["status"]!["token"]!;
    }

    /// <summary>A token as kubelet gives it to a pod of an account that is there: it names the node that the pod runs on.</summary>
    public async Task<string> PodTokenAsync(string account, string pod, string node)
    {
        if (_own is not null)
        {
            var token = $"token-of-{account}-on-{node}-in-{pod}";
            _own.Access.AddToken(
                token,
                UserInfo.ServiceAccount(Namespace, account) with { Extra = new Dictionary<string, string>(StringComparer.Ordinal) { [UserInfo.NodeName] = node } });
            return token;
        }

        var path = $"/api/v1/namespaces/{Namespace}";
        var (_, found) = await SendAsync(HttpMethod.Get, $"{path}/pods/{pod}");
        var answer = await CreateAsync(
            $"{path}/serviceaccounts/{account}/token",
            $$"""
            {apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {boundObjectRef: {apiVersion: v1, kind: Pod, name: {{pod}}, uid: {{found["metadata"]!["uid"]}} } } }
            """);
        return (string)answer["status"]!["token"]!;
    }

    /// <summary>A file for the product as somebody else than the one that may do everything.</summary>
    public string KubeconfigOf(string token) => Kubeconfig.Text(Url, AuthorityPem, token, Namespace);

    /// <summary>Lets a service account GET a path that is no resource.</summary>
    public async Task AllowAsync(string name, string path)
    {
        if (_own is not null)
        {
            _own.Access.Allow($"system:serviceaccount:{Namespace}:{name}", "get", path);
            return;
        }

        const string rbac = "/apis/rbac.authorization.k8s.io/v1";
        await CreateAsync(
            $"{rbac}/clusterroles",
            $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {{name: {name}}}, rules: [{{nonResourceURLs: [{path}], verbs: [get]}}]}}");
        await CreateAsync(
            $"{rbac}/clusterrolebindings",
            $$"""
            {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: {{name}} },
             roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{name}} },
             subjects: [{kind: ServiceAccount, name: {{name}}, namespace: {{Namespace}} }]}
            """);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await (_own?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_real?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task FurnishAsync()
    {
        await CreateAsync("/api/v1/namespaces", $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {Namespace}}}}}");
        const string definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        foreach (var path in Directory.EnumerateFiles(new KubeApiOptions().DefinitionsFolder, "*.yaml"))
        {
            var made = await CreateAsync(definitions, await File.ReadAllTextAsync(path));
            var name = (string)made["metadata"]!["name"]!;
            var plural = (string)made["spec"]!["names"]!["plural"]!;
            await Eventually.TrueAsync(
                async () => (await Client.GetAsync(new Uri($"/apis/frrk8s.metallb.io/v1beta1/{plural}", UriKind.Relative))).IsSuccessStatusCode,
                $"{name} is served");
        }

        // It is told of a moment later, and without it kubectl neither explains a kind nor leaves its validation to the server.
        await Eventually.TrueAsync(
            async () =>
            {
                var (code, body) = await TryDescribeAsync();
                return code == HttpStatusCode.OK && FrrKinds.All(kind => body.Contains($".{kind}\"", StringComparison.Ordinal));
            },
            "the schemas are published");
    }

    private async Task<(HttpStatusCode Code, string Body)> TryDescribeAsync()
    {
        using var answer = await Client.GetAsync(new Uri("/openapi/v3/apis/frrk8s.metallb.io/v1beta1", UriKind.Relative));
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        // Before Kubernetes 1.24 there is one description for all groups.
        using var second = await Client.GetAsync(new Uri("/openapi/v2", UriKind.Relative));
        return (second.StatusCode, await second.Content.ReadAsStringAsync());
    }
}
