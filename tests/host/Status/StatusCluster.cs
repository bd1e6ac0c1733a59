using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Sessions;
using FrrK8s.Host.Status;
using FrrK8s.HostTests.Kubernetes;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Status;

/// <summary>A cluster whose nodes have states, sessions and pods as their daemons would have written them.</summary>
internal sealed class StatusCluster(Cluster cluster) : IAsyncDisposable
{
    public static async Task<StatusCluster> StartAsync() => new(await Cluster.StartAsync());

    public Cluster Cluster => cluster;

    public string Kubeconfig => cluster.Server.KubeconfigPath;

    /// <summary>A node with its state, sessions and pod.</summary>
    public async Task AddAsync(string node, NodeState? state, bool? isReady = true, params (string Peer, string Bgp)[] sessions)
    {
        if (state is not null)
        {
            await StateAsync(node, state);
        }

        if (isReady is { } ready)
        {
            await PodAsync(node, ready);
        }

        var wanted = sessions
            .Select(session => new SessionState(node, PeerLabel.Of(session.Peer), "", session.Bgp, BgpNeighbor.NoBfd))
            .ToDictionary(one => one.Key);
        await new SessionStates(cluster.Client, new SessionStateScope(node, Cluster.Namespace, ""), TimeProvider.System).BringAsync(wanted, default);
    }

    /// <summary>A FRRNodeState alone.</summary>
    public async Task StateAsync(string node, NodeState state)
    {
        await cluster.Client.CreateAsync(ApiResources.FrrNodeStates, null, NodeStateJson.Bare(node), default);
        await cluster.Client.PatchAsync(ApiResources.FrrNodeStates, null, node, "status", ApiPatch.Merge, NodeStateJson.Patch(state), default);
    }

    /// <summary>Runs `status` there.</summary>
    public Task<(int Code, string Out, string Error)> StatusAsync(params string[] more) =>
        CommandLine.RunAsync(["status", "--kubeconfig", Kubeconfig, .. more]);

    /// <summary>A state in which conditions do not hold.</summary>
    public static NodeState Bad(params (string Type, string Reason, string Message)[] unmet) => StatusNode.Good with
    {
        Conditions =
        [
            .. StatusNode.Good.Conditions.Select(condition =>
                unmet.FirstOrDefault(one => one.Type == condition.Type) is { Type: not null } one
                    ? condition with { Status = "False", Reason = one.Reason, Message = one.Message }
                    : condition),
        ],
    };

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private async Task PodAsync(string node, bool isReady)
    {
        var name = $"frr-k8s-{node}";
        await cluster.PutAsync(
            ApiResources.Pods,
            Cluster.Namespace,
            name,
            $$"""
            {"metadata":{"name":"{{name}}","labels":{"app.kubernetes.io/component":"frr-k8s"} },
             "spec":{"nodeName":"{{node}}","containers":[{"name":"frr","image":"x"},{"name":"frrk8s","image":"x"}]} }
            """);
        await cluster.Client.PatchAsync(
            ApiResources.Pods,
            Cluster.Namespace,
            name,
            "status",
            ApiPatch.Merge,
            JsonElement.Parse($$"""
                {"status":{"containerStatuses":[
                  {"name":"frr","ready":true,"image":"x","imageID":"","restartCount":0},
                  {"name":"frrk8s","ready":{{(isReady ? "true" : "false")}},"image":"x","imageID":"","restartCount":0}]} }
                """),
            default);
    }
}
