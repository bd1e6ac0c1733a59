using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.Lab;

/// <summary>A router that the node meets: its own namespace, its own FRR, configured by `NAME.conf`.</summary>
public sealed class LabRouter : IAsyncDisposable
{
    /// <summary>The router in the node's own AS.</summary>
    public const string TorName = "tor";

    /// <summary>The router of AS 4200000000.</summary>
    public const string EdgeName = "edge";

    private const int BgpPort = 180;
    private static readonly string[] Daemons = ["zebra", "bfdd", "bgpd"];
    private static readonly TimeSpan ReadyDeadline = TimeSpan.FromSeconds(30);

    private LabRouter(string name, NetworkNamespace place, FrrInstance frr)
    {
        Name = name;
        Place = place;
        Frr = frr;
    }

    public string Name { get; }

    public NetworkNamespace Place { get; }

    public FrrInstance Frr { get; }

    /// <summary>Starts a router in a namespace and waits until it takes calls. It owns the namespace from here on.</summary>
    internal static async Task<LabRouter> StartAsync(string name, NetworkNamespace place, string folder, CancellationToken cancellationToken)
    {
        var frr = await FrrInstance.StartAsync(place, folder, Daemons, BgpPort, cancellationToken);
        var router = new LabRouter(name, place, frr);
        try
        {
            await frr.LoadAsync(Path.Combine(AppContext.BaseDirectory, $"{name}.conf"), cancellationToken);
            await Wait.UntilAsync(router.NotReadyAsync, ReadyDeadline, cancellationToken);
            return router;
        }
        catch
        {
            await router.DisposeAsync();
            throw;
        }
    }

    /// <summary>The AS that its file configures.</summary>
    public uint AsNumber => string.Equals(Name, TorName, StringComparison.Ordinal) ? 64512 : 4200000000;

    /// <summary>
    /// Calls the node's end of a session now. After calls that nobody took FRR waits ever longer, up to a minute, until the next one.
    /// </summary>
    public Task<string> CallAsync(string node, CancellationToken cancellationToken) => Frr.ConfigureAsync(
        [$"router bgp {AsNumber}", $"neighbor {node} shutdown", $"no neighbor {node} shutdown"], cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Frr.DisposeAsync();

    // FRR refuses a call to a peer that it has not started yet, and the caller tries again only two minutes later.
    private async Task<string?> NotReadyAsync(CancellationToken cancellationToken)
    {
        var sessions = await Frr.Bgp.SessionsAsync(cancellationToken);
        var idle = LabLink.Of(Name).FirstOrDefault(link => !sessions.Any(session =>
            string.Equals(session.Neighbor, link.Node, StringComparison.Ordinal) && session.State is not "Idle"));
        return idle is null ? null : $"{Name} is not ready for {idle.Node}";
    }
}
