using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FrrK8s.Host.Cli;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi.Access;

namespace FrrK8s.HostTests.Deploy;

/// <summary>
/// The chart as it is deployed: its objects in an API server that holds to their roles and policies, and its programs, run with the very arguments of the containers
/// and as the accounts of the pods.
/// </summary>
internal sealed class DeployedRelease : IAsyncDisposable
{
    public const string Namespace = ApiServerUnderTest.Namespace;

    private readonly StrictServer _strict;
    private readonly IReadOnlyList<JsonObject> _objects;
    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    private DeployedRelease(StrictServer strict, IReadOnlyList<JsonObject> objects, (int Metrics, int Webhook) ports)
    {
        (_strict, _objects, MetricsPort) = (strict, objects, ports.Metrics);
        Rbac = Server.Own.UseRbac();
        Server.Own.MapService(Namespace, "frr-k8s-webhook-service", new IPEndPoint(IPAddress.Loopback, ports.Webhook));
    }

    public ApiServerUnderTest Server => _strict.Server;

    public Rbac Rbac { get; }

    public int MetricsPort { get; }

    public FakeInstall Frr { get; } = new();

    /// <summary>What the programs say.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Applies the chart.</summary>
    public static async Task<DeployedRelease> StartAsync(JsonObject? values = null)
    {
        var (metrics, webhook) = (FreePort(), FreePort());
        var own = new JsonObject
        {
            ["prometheus"] = new JsonObject { ["secureMetricsPort"] = metrics },
            ["frrk8s"] = new JsonObject { ["webhookPort"] = webhook, ["healthPort"] = FreePort(), ["bgpDebounceTimeout"] = 10 },
            ["crds"] = new JsonObject { ["enabled"] = false },
        };
        var objects = await Chart.RenderAsync(ChartValues.Merge(values ?? [], own));
        var release = new DeployedRelease(await StrictServer.StartAsync(), objects, (metrics, webhook));
        foreach (var item in objects)
        {
            var (code, body) = await release._strict.ApplyAsync(item);
            Assert.True(code is HttpStatusCode.OK or HttpStatusCode.Created, $"{Chart.NameOf(item)}: {body["message"]}");
        }

        return release;
    }

    /// <summary>A pod of the DaemonSet on a node.</summary>
    public async Task<string> PodAsync(string name, string node)
    {
        await Server.CreateAsync(
            $"/api/v1/namespaces/{Namespace}/pods",
            $$"""
            {apiVersion: v1, kind: Pod, metadata: {name: {{name}}, labels: {{Template("DaemonSet")["metadata"]!["labels"]!.ToJsonString()}} },
             spec: {nodeName: {{node}}, serviceAccountName: frr-k8s-daemon, containers: [{name: c, image: i}]} }
            """);
        return name;
    }

    /// <summary>Runs the daemon as a pod on a node; the result stops it.</summary>
    public async Task<Func<Task>> StartDaemonAsync(string pod, string node)
    {
        var token = await Server.PodTokenAsync("frr-k8s-daemon", pod, node);
        var settings = Frr.Settings;
        return Start(
        [
            "daemon", .. Arguments("DaemonSet", "frrk8s"), "--kubeconfig", _folder.Write($"{pod}.conf", Server.KubeconfigOf(token)),
            "--namespace", Namespace, "--pod-name", pod, "--node-name", node, "--state-dir", _folder.File("state"), "--log-format", "text",
            "--vty-socket", settings.VtySocket, "--frr-conf-dir", settings.ConfDir, "--frr-bin-dir", settings.BinDir, "--frr-daemon-dir", _folder.File("none"),
        ]);
    }

    /// <summary>Runs the controller.</summary>
    public async Task StartControllerAsync()
    {
        var pod = "frr-k8s-controller-1";
        await Server.CreateAsync(
            $"/api/v1/namespaces/{Namespace}/pods",
            $"{{apiVersion: v1, kind: Pod, metadata: {{name: {pod}}}, spec: {{nodeName: n1, serviceAccountName: frr-k8s-controller, containers: [{{name: c, image: i}}]}}}}");
        var token = await Server.PodTokenAsync("frr-k8s-controller", pod, "n1");
        var command = (string)Container("Deployment", "controller")["command"]![1]!;
        Start([command, .. Arguments("Deployment", "controller"), "--kubeconfig", _folder.Write("controller.conf", Server.KubeconfigOf(token)), "--namespace", Namespace]);
    }

    /// <summary>The objects that were applied.</summary>
    public IEnumerable<JsonObject> OfKind(string kind) => _objects.Where(item => (string)item["kind"]! == kind);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // What went wrong with a program is said where somebody waited for it: an exception here would hide it.
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        Frr.Dispose();
        _folder.Dispose();
        await _strict.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private JsonNode Template(string kind) => OfKind(kind).Single()["spec"]!["template"]!;

    private JsonNode Container(string kind, string name) => Template(kind)["spec"]!["containers"]!.AsArray().Single(container => (string)container!["name"]! == name)!;

    private IEnumerable<string> Arguments(string kind, string name) => Container(kind, name)["args"]!.AsArray().Select(argument => (string)argument!);

    private Func<Task> Start(string[] arguments)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var log = new LogLines(arguments[0], Log);
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Synchronized(log));
        var run = Task.Run(async () =>
        {
            var code = await FrrK8sCommand.RunAsync(arguments, terminal, stop.Token);
            Log.Enqueue($"`frrk8s {string.Join(' ', arguments)}` ended with {code}");
        });
        _running.Add(run);
        return async () =>
        {
            await stop.CancelAsync();
            await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
        };
    }
}
