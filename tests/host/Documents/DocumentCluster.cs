using System.Net;
using System.Net.Sockets;
using FrrK8s.Host.Cli;
using FrrK8s.HostTests.Deploy;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Status;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Documents;

/// <summary>
/// The cluster that pages speak of: two nodes with their daemons, the namespaces and kinds that manifests are for, and a controller in each namespace, as the
/// Deployment would run it.
/// </summary>
internal sealed class DocumentCluster : IAsyncDisposable
{
    /// <summary>
    /// Waits until the controllers answer for every webhook that is there: what `kubectl rollout status` is for where there are pods. A failure is that of the command behind it.
    /// </summary>
    private const string Rollout = """
        for _ in $(seq 300); do
          kubectl get validatingwebhookconfigurations -o jsonpath='{range .items[*]}{.metadata.name}={.webhooks[0].clientConfig.caBundle}{"\n"}{end}' | grep -q '^[^=]*=$' || break
          sleep 0.1
        done
        """;

    private readonly StatusCluster _cluster;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _controllers = [];

    private DocumentCluster(StatusCluster cluster) => _cluster = cluster;

    public ApiServerUnderTest Server => _cluster.Cluster.Server;

    /// <summary>Where commands for this cluster are run.</summary>
    public SessionWorld World => new()
    {
        Kinds = [BlockKind.Run, BlockKind.Cluster],
        Kubeconfig = _cluster.Kubeconfig,
        Programs = [Tools.Helm!, Tools.Kubectls[^1]],
        BeforeCluster = Rollout,
    };

    public static async Task<DocumentCluster> StartAsync()
    {
        var made = new DocumentCluster(await StatusCluster.StartAsync());
        var server = made._cluster.Cluster.Server;
        await server.CreateAsync("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: metallb-system}}");
        await OperatorKinds.AddToAsync(server);
        foreach (var node in (string[])["worker-1", "worker-2"])
        {
            await server.CreateAsync("/api/v1/nodes", $"{{apiVersion: v1, kind: Node, metadata: {{name: {node}, labels: {{kubernetes.io/hostname: {node}}}}}}}");
            await made._cluster.AddAsync(node, StatusNode.Good, true, ("172.18.0.5", "Established"));
        }

        made.Control("frr-k8s-system");
        made.Control("metallb-system");
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_controllers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await _cluster.DisposeAsync();
    }

    // It waits for the objects that a page applies.
    private void Control(string ns)
    {
        var port = FreePort();
        _cluster.Cluster.Server.Own.MapService(ns, "frr-k8s-webhook-service", new IPEndPoint(IPAddress.Loopback, port));
        string[] arguments = ["webhook", "--kubeconfig", _cluster.Kubeconfig, "--namespace", ns, "--webhook-port", $"{port}", "--webhook-configuration-name", $"frr-k8s-webhook.{ns}"];
        _controllers.Add(Task.Run(() => FrrK8sCommand.RunAsync(arguments, new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null), _stop.Token)));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
