using FrrK8s.Lab;
using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Bench.Cluster;

/// <summary>A laboratory, and in its node's namespace an API server with a large cluster. The daemon is the program as a user gets it.</summary>
internal sealed class ClusterRig : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly ClusterServer _server;

    private ClusterRig(Laboratory lab, ClusterServer server) => (Lab, _server, Client) = (lab, server, new ClusterClient(server, lab.NodePlace));

    public Laboratory Lab { get; }

    public ClusterClient Client { get; }

    public int ServerProcessId => _server.ProcessId;

    public string KubeconfigPath => _server.KubeconfigPath;

    public static async Task<ClusterRig> StartAsync(CancellationToken cancellationToken)
    {
        var lab = await Laboratory.StartAsync(cancellationToken);
        try
        {
            return new ClusterRig(lab, await ClusterServer.StartAsync(lab.NodePlace, cancellationToken));
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the daemon beside an FRR, with a state folder that is empty.</summary>
    public ChildProcess StartDaemon(FrrInstance frr, string state)
    {
        var words = LabDaemon.CommandOf(LabDaemon.Program);
        return Lab.NodePlace.Start(
            "frrk8s daemon",
            words[0],
            [
                .. words[1..], "daemon", "--kubeconfig", KubeconfigPath, "--namespace", Population.Namespace, "--node-name", LabDaemon.NodeName,
                "--state-dir", state, "--vty-socket", frr.Folder, "--frr-conf-dir", frr.Folder,
            ]);
    }

    /// <summary>Waits until the FRRNodeState says that the node runs this generation of an object, or a later one.</summary>
    public Task LiveAsync(ChildProcess daemon, string configuration, long generation, CancellationToken cancellationToken) => Wait.UntilAsync(
        async token =>
        {
            daemon.ThrowIfExited();
            return await Client.LiveGenerationAsync(configuration, token) >= generation
                ? null
                : $"generation {generation} of {configuration} is not live; the daemon said last: {string.Join(" | ", daemon.LastLines.TakeLast(5))}";
        },
        Deadline,
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        await Lab.DisposeAsync();
    }
}
