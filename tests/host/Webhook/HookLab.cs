using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Controller;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Webhook;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.Rules;

namespace FrrK8s.HostTests.Webhook;

/// <summary>An API server that calls the webhook, which runs here with all that belongs to it.</summary>
internal sealed class HookLab : IAsyncDisposable
{
    public const string Namespace = ApiServerUnderTest.Namespace;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    private HookLab(ApiServerUnderTest server)
    {
        Server = server;
        Client = new ApiClient(KubeConfiguration.Load(server.KubeconfigPath, "test"), new ApiClientSettings(), TimeProvider.System);
    }

    public ApiServerUnderTest Server { get; }

    public ApiClient Client { get; }

    public StringWriter Log { get; } = new();

    public int Port { get; private set; }

    /// <summary>A server with the nodes n1 and n2 and a webhook that is called.</summary>
    public static async Task<HookLab> StartAsync(bool isCalled = true) => await Started.WithAsync(new HookLab(await ApiServerUnderTest.StartAsync()), async lab =>
    {
        await lab.NodeAsync("n1");
        await lab.NodeAsync("n2");
        await lab.StartReplicaAsync();
        if (isCalled)
        {
            await lab.RegisterAsync(lab.Port);
            await Eventually.TrueAsync(async () => (await lab.BundleAsync()).Length > 0, "the API server is told whom to trust");
            await lab.CalledAsync();
        }
    });

    /// <summary>One more webhook; the result is its port.</summary>
    public async Task<int> StartReplicaAsync()
    {
        var logger = new LineLogger(TextWriter.Synchronized(Log), new LogLevelSwitch(LogLevel.Debug), TimeProvider.System);
        var settings = new HookSettings(0, new AdmissionSettings(Namespace), Names) { Address = IPAddress.Loopback };
        var service = new HookService(Client, settings, new ApiHealth(logger), logger, TimeProvider.System);
        _running.Add(Task.Run(() => service.RunAsync(_stop.Token)));
        Port = await service.Port.WaitAsync(TimeSpan.FromSeconds(30));
        var port = Port;
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = await TrustAsync() });
        await Eventually.TrueAsync(() => IsReadyAsync(http, port), "the webhook is ready");
        return port;
    }

    public static CertificateSettings Names { get; } = new(Namespace, "frr-k8s-webhook-service")
    {
        DnsNames = ["localhost"],
        Propagation = TimeSpan.Zero,
    };

    /// <summary>What a client of the webhook believes: the authority in the Secret.</summary>
    public async Task<SslClientAuthenticationOptions> TrustAsync()
    {
        var pem = "";
        await Eventually.TrueAsync(async () => (pem = await AuthoritiesAsync()).Length > 0, "there is a certificate");
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(pem);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy, TargetHost = "localhost" };
    }

    /// <summary>The authorities in the Secret; empty when there are none.</summary>
    public async Task<string> AuthoritiesAsync()
    {
        try
        {
            var secret = await Client.GetAsync(ApiResources.Secrets, Namespace, Names.Secret, default);
            return CertificateSecret.Read(secret)?.Authorities ?? "";
        }
        catch (ApiException missing) when (missing.IsNotFound)
        {
            return "";
        }
    }

    public Task NodeAsync(string name, string labels = "") => Client.CreateAsync(ApiResources.Nodes, null, JsonElement.Parse(
        $$"""{ "apiVersion": "v1", "kind": "Node", "metadata": { "name": "{{name}}", "labels": { "kubernetes.io/hostname": "{{name}}"{{labels}} } } }"""), default);

    /// <summary>Creates an object; throws what the API server says.</summary>
    public Task<JsonElement> CreateAsync(string name, string spec, string ns = Namespace) =>
        Client.CreateAsync(ApiResources.FrrConfigurations, ns, Cluster.Manifest(name, spec, ns: ns), default);

    /// <summary>What the API server says no with.</summary>
    public async Task<string> RefusalAsync(string name, string spec) =>
        (await Assert.ThrowsAsync<ApiException>(() => CreateAsync(name, spec))).Message;

    public async Task<string> BundleAsync()
    {
        var found = await Client.GetAsync(ApiResources.ValidatingWebhookConfigurations, null, Names.WebhookConfiguration, default);
        return (found.GetProperty("webhooks")[0].Child("clientConfig") ?? default).TextOf("caBundle");
    }

    public Task RegisterAsync(int port) => Client.CreateAsync(
        ApiResources.ValidatingWebhookConfigurations, null, JsonElement.Parse(Configuration(port).ToJsonString()), default);

    /// <summary>Waits until the webhook is asked: a real API server takes a while to hear of it.</summary>
    public Task CalledAsync() => Eventually.TrueAsync(
        async () =>
        {
            var broken = Cluster.Manifest("broken", Cluster.Router("", 64512, """ "prefixes": ["nonsense"] """)).GetRawText();
            var (_, answer) = await Server.SendAsync(
                HttpMethod.Post, $"/apis/frrk8s.metallb.io/v1beta1/namespaces/{Namespace}/frrconfigurations?dryRun=All", broken);
            return ((string?)answer["message"] ?? "").Contains("denied the request", StringComparison.Ordinal);
        },
        "the webhook is called");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Client.Dispose();
        await Server.DisposeAsync();
        _stop.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, int port)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"https://localhost:{port}/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static JsonObject Configuration(int port) => new()
    {
        ["apiVersion"] = "admissionregistration.k8s.io/v1",
        ["kind"] = "ValidatingWebhookConfiguration",
        ["metadata"] = new JsonObject { ["name"] = Names.WebhookConfiguration },
        ["webhooks"] = new JsonArray(new JsonObject
        {
            ["name"] = "frrconfigurationsvalidationwebhook.metallb.io",
            ["admissionReviewVersions"] = new JsonArray("v1"),
            ["sideEffects"] = "None",
            ["failurePolicy"] = "Fail",
            ["timeoutSeconds"] = 10,
            ["clientConfig"] = new JsonObject { ["url"] = $"https://localhost:{port}{HookHandler.ValidatePath}" },
            ["rules"] = new JsonArray(new JsonObject
            {
                ["apiGroups"] = new JsonArray("frrk8s.metallb.io"),
                ["apiVersions"] = new JsonArray("v1beta1"),
                ["operations"] = new JsonArray("CREATE", "UPDATE"),
                ["resources"] = new JsonArray("frrconfigurations"),
                ["scope"] = "*",
            }),
        }),
    };
}
