using System.Collections.Concurrent;
using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>
/// An API server, a node with real FRR and two routers beside it, and `frrk8s daemon` in the node's namespace, which sees the API server through a
/// gate that can be shut.
/// </summary>
internal sealed class ClusterLab : IAsyncDisposable
{
    public const string Node = LabDaemon.NodeName;

    /// <summary>The pod that the daemon is said to run in.</summary>
    public const string Pod = "frr-k8s-abcde";

    /// <summary>A namespace whose objects are nobody's.</summary>
    public const string OtherNamespace = "other";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<string> _log = new();
    private readonly Stack<Func<Task>> _undo = new();
    private string[] _more = [];

    private ClusterLab(Laboratory lab, ApiServerUnderTest server)
    {
        Lab = lab;
        Server = server;
        Gate = LoopbackGate.Open(lab.NodePlace, server.Url.Port);
        Objects = new ClusterObjects(server);
    }

    public Laboratory Lab { get; }

    public ApiServerUnderTest Server { get; }

    public LoopbackGate Gate { get; }

    public ClusterObjects Objects { get; }

    public LabDaemon Daemon { get; private set; } = null!;

    /// <summary>All that daemons have said.</summary>
    public IReadOnlyCollection<string> Log => _log;

    public static async Task<ClusterLab> StartAsync()
    {
        var lab = await Laboratory.StartAsync(CancellationToken.None);
        ApiServerUnderTest? server = null;
        try
        {
            server = await ApiServerUnderTest.StartAsync();
            await server.CreateAsync("/api/v1/namespaces", $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {OtherNamespace}}}}}");
            var made = new ClusterLab(lab, server);
            await made.Objects.ApplyAsync($$"""
                apiVersion: v1
                kind: Pod
                metadata: {name: {{Pod}}, namespace: {{ApiServerUnderTest.Namespace}}, labels: {app.kubernetes.io/component: frr-k8s} }
                spec: {nodeName: {{Node}}, containers: [{name: frr-k8s, image: frr-k8s}]}
                """);
            await made.LabelAsync("role: worker");
            await made.StartDaemonAsync();
            return made;
        }
        catch
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the node labels beside its name.</summary>
    public Task LabelAsync(string labels) => Objects.ApplyAsync(
        $"{{apiVersion: v1, kind: Node, metadata: {{name: {Node}, labels: {{kubernetes.io/hostname: {Node}, {labels}}}}}}}");

    /// <summary>Starts the daemon with options.</summary>
    public async Task StartDaemonAsync(params string[] more)
    {
        _more = more;
        var options = new LabDaemonOptions(LabDaemon.Program, "")
        {
            Kubeconfig = Server.KubeconfigPath,
            More = ["--namespace", ApiServerUnderTest.Namespace, "--pod-name", Pod, "--drift-interval", "1", .. more],
            OnLine = _log.Enqueue,
        };
        Daemon = await LabDaemon.StartAsync(Lab, options, CancellationToken.None);
    }

    /// <summary>Ends the daemon and starts it with options.</summary>
    public async Task RestartDaemonAsync(params string[] more)
    {
        await Daemon.DisposeAsync();
        await StartDaemonAsync(more);
    }

    /// <summary>Types lines into a router, which are taken back behind the test.</summary>
    public async Task TypeAsync(LabRouter router, string[] lines, string[] undo)
    {
        TakeBack(() => router.Frr.ConfigureAsync(undo, CancellationToken.None));
        await router.Frr.ConfigureAsync(lines, CancellationToken.None);
    }

    /// <summary>Waits until a router takes a call of the node from an address. FRR refuses one to a peer that it has not started yet.</summary>
    public Task UntilAwaitedAsync(LabRouter router, string node) => UntilAsync(async token =>
        (await router.Frr.Bgp.SessionsAsync(token)).Any(session => session.Neighbor == node && session.State != "Idle") ? null : $"{router.Name} does not wait for {node}");

    /// <summary>Lets the kernel of a router forward packets until the test is over.</summary>
    public async Task LetForwardAsync(LabRouter router)
    {
        TakeBack(() => SetAsync(0));
        await SetAsync(1);

        Task<string> SetAsync(int yes) => Command.RunAsync(
            "ip", ["netns", "exec", router.Place.Name, "sh", "-c", $"echo {yes} | tee /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding"]);
    }

    /// <summary>What is to be done behind the test, when no session is left; the last one first.</summary>
    public void TakeBack(Func<Task> undo) => _undo.Push(undo);

    /// <summary>Takes away what a test has made, and waits until nothing is left of it anywhere.</summary>
    public async Task RestAsync()
    {
        Gate.Open();
        await Objects.DeleteAllAsync();
        await LabelAsync("role: worker");
        if (Daemon.HasExited || _more.Length > 0)
        {
            await RestartDaemonAsync();
        }

        await UntilAsync(async token =>
        {
            var left = await Lab.Node.Bgp.SessionsAsync(token);
            return left.Count == 0 ? null : $"the node still has {string.Join(' ', left.Select(session => session.Neighbor))}";
        });
        await UntilStatusAsync("it names no object", status => status.Child("configurations").Items().FirstOrDefault().ValueKind == JsonValueKind.Undefined);
        while (_undo.TryPop(out var undo))
        {
            await undo();
        }

        // What has lost its session tries again ever later.
        foreach (var link in new[] { ClusterTests.Tor, ClusterTests.Edge }.Select(LabLink.To))
        {
            await Lab.RouterOf(link).CallAsync(link.Node, CancellationToken.None);
        }
    }

    /// <summary>Waits until the neighbor has these prefixes from the node, and no others, in table and kernel.</summary>
    public Task UntilToldAsync(string neighbor, params string[] prefixes) =>
        UntilAsync(token => new Exchange(neighbor, prefixes, []).MissingToldAsync(Lab, token));

    /// <summary>Waits until the node has these prefixes from a neighbor, and no others, in table and kernel.</summary>
    public Task UntilLearnedAsync(string neighbor, params string[] prefixes) =>
        UntilAsync(token => new Exchange(neighbor, [], prefixes).MissingLearnedAsync(Lab, token));

    /// <summary>Waits until a session is up.</summary>
    public Task UntilUpAsync(string neighbor) => UntilAsync(async token =>
    {
        var session = await SessionAsync(neighbor, token);
        return session is { IsEstablished: true } ? null : $"the session with {neighbor} is {session?.State ?? "not configured"}";
    });

    /// <summary>The session as the node has it.</summary>
    public async Task<BgpSession?> SessionAsync(string neighbor, CancellationToken cancellationToken = default) =>
        (await Lab.Node.Bgp.SessionsAsync(cancellationToken)).FirstOrDefault(session => session.Neighbor == neighbor);

    /// <summary>What a bgpd says in JSON.</summary>
    public static async Task<JsonElement> BgpAsync(FrrInstance frr, string command)
    {
        var reply = await frr.AskAsync("bgpd", command, CancellationToken.None);
        return JsonElement.Parse(reply.Text.AsSpan().TrimStart() is ['{', ..] ? reply.Text : "{}");
    }

    /// <summary>Waits for a status of the FRRNodeState.</summary>
    public async Task<JsonElement> UntilStatusAsync(string what, Func<JsonElement, bool> isRight)
    {
        var status = default(JsonElement);
        await UntilAsync(async _ =>
        {
            var state = await Objects.TryGetAsync(ApiResources.FrrNodeStates, null, Node);
            status = state?.Child("status") ?? default;
            return status.ValueKind == JsonValueKind.Object && isRight(status) ? null : $"FRRNodeState: not so that {what}: {status}";
        });
        return status;
    }

    /// <summary>Waits until this generation of an object is in force.</summary>
    public Task<JsonElement> UntilLiveAsync(string name, int generation = 1) => UntilStatusAsync(
        $"generation {generation} of {name} is live", status => NodeStatus.Of(status, name) == $"{generation} True True Accepted");

    /// <summary>The BGPSessionState of a neighbor.</summary>
    public async Task<JsonElement?> StateAsync(string peer, CancellationToken cancellationToken = default)
    {
        var selector = new ApiSelector($"frrk8s.metallb.io/node={Node},frrk8s.metallb.io/peer={peer},frrk8s.metallb.io/vrf=", null);
        var found = (await Objects.Client.ListAsync(ApiResources.BgpSessionStates, ApiServerUnderTest.Namespace, selector, cancellationToken)).Items;
        Assert.True(found.Count < 2, $"{found.Count} states of {peer}");
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Waits until the BGPSessionState of a neighbor says one of these: `BGP BFD`; an empty text is no state.</summary>
    public async Task<JsonElement> UntilStateAsync(string peer, params string[] expected)
    {
        var state = default(JsonElement?);
        await UntilAsync(async token =>
        {
            state = await StateAsync(peer, token);
            var found = state is { } item ? NodeStatus.Session(item) : "";
            return expected.Contains(found, StringComparer.Ordinal) ? null : $"the state of {peer} is `{found}`, not {string.Join(" or ", expected)}";
        });
        return state ?? default;
    }

    /// <summary>Waits; a failure says what the daemon said last.</summary>
    public Task UntilAsync(Func<CancellationToken, Task<string?>> missing) => Daemon.UntilAsync(
        async token =>
        {
            var found = await missing(token);
            if (found is not null)
            {
                // Several laboratories run beside each other: looking is not to be what they do most.
                await Task.Delay(Interval, token);
            }

            return found;
        },
        Deadline,
        CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        await Gate.DisposeAsync();
        await Objects.DisposeAsync();
        await Server.DisposeAsync();
        await Lab.DisposeAsync();
    }
}
