using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Status;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Documents;

/// <summary>The cluster that pages speak of: two nodes with their daemons, and the namespaces and kinds that manifests are for.</summary>
internal sealed class DocumentCluster : IAsyncDisposable
{
    private readonly StatusCluster _cluster;

    private DocumentCluster(StatusCluster cluster) => _cluster = cluster;

    public string Kubeconfig => _cluster.Kubeconfig;

    public static async Task<DocumentCluster> StartAsync()
    {
        var made = new DocumentCluster(await StatusCluster.StartAsync());
        var server = made._cluster.Cluster.Server;
        await server.CreateAsync("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: metallb-system}}");
        await server.CreateAsync(
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", await File.ReadAllTextAsync(Repository.PathOf("tests/host/Deploy/servicemonitors.yaml")));
        await Eventually.TrueAsync(
            async () => (await server.SendAsync(HttpMethod.Get, "/apis/monitoring.coreos.com/v1/servicemonitors")).Code == System.Net.HttpStatusCode.OK,
            "ServiceMonitors are served");
        foreach (var node in (string[])["worker-1", "worker-2"])
        {
            await server.CreateAsync("/api/v1/nodes", $"{{apiVersion: v1, kind: Node, metadata: {{name: {node}, labels: {{kubernetes.io/hostname: {node}}}}}}}");
            await made._cluster.AddAsync(node, StatusNode.Good, true, ("172.18.0.5", "Established"));
        }

        return made;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
