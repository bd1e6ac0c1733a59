using FrrK8s.Host.Frr;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>From an object of the API server to a route at the neighbor, with real FRR.</summary>
public sealed class LabClusterTests
{
    private const string Session = "172.30.0.3";
    private const string Prefix = "192.168.1.0/24";
    private const string NewPrefix = "192.168.77.0/24";

    [LabFact]
    public async Task An_object_of_the_API_server_becomes_routes_at_the_neighbor()
    {
        await using var lab = await Laboratory.StartAsync(CancellationToken.None);
        await using var cluster = await Cluster.StartAsync();
        using var stop = new CancellationTokenSource();
        var log = new StringWriter();
        var state = await lab.Folder.AddAsync("state", forFrr: false, CancellationToken.None);
        await cluster.LabelAsync("worker");
        var running = Daemon.RunAsync(SettingsOf(lab, cluster, state), TextWriter.Synchronized(log), TimeProvider.System, stop.Token);

        await ApplyAsync(cluster, LabFixture.Sample("configuring.yaml"));
        await UntilToldAsync(Prefix);
        await ApplyAsync(
            cluster, LabFixture.Sample("configuring.yaml").Replace($"- {Prefix}", $"- {Prefix}\n          - {NewPrefix}", StringComparison.Ordinal));
        await UntilToldAsync(Prefix, NewPrefix);
        await cluster.StopAsync();
        await UntilToldAsync(Prefix, NewPrefix);
        var session = Assert.Single(await lab.Node.Bgp.SessionsAsync(CancellationToken.None));
        Assert.Equal((Session, 1), (session.Neighbor, session.Established));

        await stop.CancelAsync();
        Assert.Null(await running);

        Task UntilToldAsync(params string[] prefixes) => Eventually.TrueAsync(
            async () => await new Exchange(Session, prefixes, []).MissingToldAsync(lab, CancellationToken.None) is null,
            $"the neighbor is told {string.Join(' ', prefixes)}",
            () => log.ToString());
    }

    private static DaemonSettings SettingsOf(Laboratory lab, Cluster cluster, string state) => new(
        null,
        state,
        new Host.Node.NodeSettings { NodeName = Cluster.Node, Hostname = "node" },
        new FrrSettings
        {
            VtySocket = lab.Node.Folder,
            ConfDir = lab.Node.Folder,
            BinDir = lab.Vtysh.Folder,
            WorkDir = Path.Combine(state, "work"),
        },
        new NodeLoopSettings())
    {
        Kubernetes = new KubernetesSettings(cluster.Connection, Cluster.Namespace, ""),
    };

    private static async Task ApplyAsync(Cluster cluster, string manifest)
    {
        var document = Assert.Single(ManifestReader.Read("sample", manifest).Documents);
        var json = document.Content.GetRawText();
        try
        {
            await cluster.Client.CreateAsync(ApiResources.FrrConfigurations, document.Namespace, document.Content, CancellationToken.None);
        }
        catch (ApiException exists) when (exists.IsConflict)
        {
            await cluster.Client.PatchAsync(
                ApiResources.FrrConfigurations,
                document.Namespace,
                document.Name,
                null,
                ApiPatch.Merge,
                System.Text.Json.JsonElement.Parse(json),
                CancellationToken.None);
        }
    }
}
