using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.HostTests.Webhook;
using FrrK8s.Lab;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>An API server and `frrk8s controller` as a process, with certificates from a folder, which the API server calls.</summary>
internal sealed class ControllerProgram : IAsyncDisposable
{
    private readonly TempFolder _certificates = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly int _port = FreePort();
    private ChildProcess? _process;

    private ControllerProgram(ApiServerUnderTest server)
    {
        Server = server;
        Objects = new ClusterObjects(server);
        Kubectl = new Kubectl(server);
    }

    public ApiServerUnderTest Server { get; }

    public ClusterObjects Objects { get; }

    public Kubectl Kubectl { get; }

    /// <summary>Starts both; the nodes n1 and n2 are there, and n1 has a daemon.</summary>
    public static async Task<ControllerProgram> StartAsync() => await Started.WithAsync(new ControllerProgram(await ApiServerUnderTest.StartAsync()), async made =>
    {
        await made.FurnishAsync();
        await made.RunAsync();
    });

    public async ValueTask DisposeAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        Kubectl.Dispose();
        await Objects.DisposeAsync();
        await Server.DisposeAsync();
        _certificates.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task FurnishAsync()
    {
        foreach (var node in (string[])["n1", "n2"])
        {
            await Objects.ApplyAsync($"{{apiVersion: v1, kind: Node, metadata: {{name: {node}, labels: {{kubernetes.io/hostname: {node}}}}}}}");
        }

        await Objects.ApplyAsync($$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: frr-k8s-1, namespace: {{ApiServerUnderTest.Namespace}}, labels: {app.kubernetes.io/component: frr-k8s} }
            spec: {nodeName: n1, containers: [{name: frr-k8s, image: frr-k8s}]}
            """);
    }

    private async Task RunAsync()
    {
        var made = CertificateMaker.Make(["localhost"], "", TimeProvider.System.GetUtcNow());
        _certificates.Write("tls.crt", made.Certificate);
        _certificates.Write("tls.key", made.Key);
        var words = LabDaemon.CommandOf(LabDaemon.Program);
        _process = ChildProcess.Start(
            "frrk8s controller",
            words[0],
            [
                .. words[1..], "controller", "--kubeconfig", Server.KubeconfigPath, "--namespace", ApiServerUnderTest.Namespace,
                "--webhook-port", $"{_port}", "--disable-cert-rotation", "--cert-dir", _certificates.Path,
            ],
            _log.Enqueue);
        using var http = ApiServerUnderTest.ClientOf(new Uri($"https://localhost:{_port}"), made.Authorities, "none");
        await Eventually.TrueAsync(
            async () =>
            {
                _process.ThrowIfExited();
                try
                {
                    using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the webhook is ready");
        var configuration = HookLab.Configuration(_port);
        configuration["webhooks"]![0]!["clientConfig"]!["caBundle"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(made.Authorities));
        await Objects.Client.CreateAsync(ApiResources.ValidatingWebhookConfigurations, null, JsonElement.Parse(configuration.ToJsonString()), default);

        // A real API server takes a while to hear of it.
        await Eventually.TrueAsync(
            async () => (await Kubectl.TryAsync(["apply", "--dry-run=server", "-f", "-"], Broken)).Code != 0, "the webhook is called");
    }

    private const string Broken = """
        {apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRConfiguration, metadata: {name: broken}, spec: {bgp: {routers: [{asn: 1, prefixes: [nonsense]}]}}}
        """;
}
