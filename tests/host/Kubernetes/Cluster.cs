using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>An API server with a node and a namespace, and somebody who changes its objects.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    public const string Namespace = ApiServerUnderTest.Namespace;

    public const string Node = "n1";

    private bool _isStopped;

    private Cluster(ApiServerUnderTest server)
    {
        Server = server;
        Connection = KubeConfiguration.Load(server.KubeconfigPath, Node);
        Client = new ApiClient(Connection, new ApiClientSettings(), TimeProvider.System);
    }

    public ApiServerUnderTest Server { get; }

    /// <summary>The server in process, for tests that are skipped on a real one.</summary>
    public KubeApiServer Own => Server.Own;

    public ApiConnection Connection { get; }

    public ApiClient Client { get; }

    public static async Task<Cluster> StartAsync(KubeApiOptions? options = null)
    {
        var server = await Started.WithAsync(
            await ApiServerUnderTest.StartAsync(options),
            server => server.CreateAsync("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: other}}"));
        return new Cluster(server);
    }

    public Task LabelAsync(string role, string extra = "") => PutAsync(
        ApiResources.Nodes,
        null,
        Node,
        $$"""{"metadata":{"name":"{{Node}}","labels":{"kubernetes.io/hostname":"{{Node}}","role":"{{role}}"}{{extra}} } }""");

    public Task ConfigureAsync(
        string name, string? selector = null, string address = "10.0.0.1", string extra = "", string ns = Namespace, int asn = 64512)
    {
        var chosen = selector is null ? "" : $"\"nodeSelector\":{selector},";
        var neighbors = $"[{{\"address\":\"{address}\",\"asn\":64513{extra}}}]";
        return PutAsync(
            ApiResources.FrrConfigurations,
            ns,
            name,
            $"{{\"metadata\":{{\"name\":\"{name}\"}},\"spec\":{{{chosen}\"bgp\":{{\"routers\":[{{\"asn\":{asn},\"neighbors\":{neighbors}}}]}}}}}}");
    }

    public Task SecretAsync(string name, string password) => PutAsync(
        ApiResources.Secrets,
        Namespace,
        name,
        $$"""
        {"metadata":{"name":"{{name}}"},"type":"kubernetes.io/basic-auth",
         "data":{"password":"{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(password))}}"} }
        """);

    public Task LogLevelAsync(string level) => PutAsync(
        ApiResources.HostConfigurations, Namespace, "config", $$"""{"metadata":{"name":"config"},"spec":{"logLevel":"{{level}}"} }""");

    public Task DeleteAsync(ApiResource resource, string name, string? ns = Namespace) =>
        Client.DeleteAsync(resource, resource.IsNamespaced ? ns : null, name, CancellationToken.None);

    /// <summary>Makes an object, or gives it another content.</summary>
    public async Task PutAsync(ApiResource resource, string? ns, string name, string json)
    {
        var typed = $"{{\"apiVersion\":\"{resource.ApiVersion}\",\"kind\":\"{resource.Kind}\",{json.TrimStart()[1..]}";
        try
        {
            await Client.CreateAsync(resource, ns, JsonElement.Parse(typed), CancellationToken.None);
        }
        catch (ApiException exists) when (exists.IsConflict)
        {
            await Client.PatchAsync(resource, ns, name, null, ApiPatch.Merge, JsonElement.Parse(json), CancellationToken.None);
        }
    }

    /// <summary>The server goes away for good.</summary>
    public async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            await Server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
    }
}
