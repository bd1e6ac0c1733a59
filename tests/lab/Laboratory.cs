using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.Lab;

/// <summary>
/// Namespaces joined by pairs of devices, with a real FRR in each: the node, not configured, and the routers tor and
/// edge, configured and ready to be spoken to. Disposing leaves nothing behind.
/// </summary>
public sealed class Laboratory : IAsyncDisposable
{
    private readonly Stack<Func<ValueTask>> _undo = new();

    private readonly FrrRelease _release;

    private Laboratory(FrrRelease release, LabFolder folder)
    {
        _release = release;
        Folder = folder;
    }

    /// <summary>Everything that this laboratory writes.</summary>
    public LabFolder Folder { get; }

    /// <summary>Where the node lives.</summary>
    public NetworkNamespace NodePlace { get; private set; } = null!;

    /// <summary>The FRR that the daemon drives.</summary>
    public FrrInstance Node { get; private set; } = null!;

    /// <summary>The `vtysh` that the daemon calls.</summary>
    public VtyshScript Vtysh { get; private set; } = null!;

    /// <summary>The folder of the node's own `bgpd`: a rehearsal with another release would be of another play.</summary>
    public string DaemonFolder { get; private set; } = "";

    /// <summary>The router in the node's own AS.</summary>
    public LabRouter Tor { get; private set; } = null!;

    /// <summary>The router of another AS.</summary>
    public LabRouter Edge { get; private set; } = null!;

    /// <summary>Sets everything up with the installed FRR; takes about a second.</summary>
    public static Task<Laboratory> StartAsync(CancellationToken cancellationToken) =>
        StartAsync(FrrRelease.Installed, cancellationToken);

    /// <summary>The same with a release of FRR on the node; the routers are always the installed one.</summary>
    public static async Task<Laboratory> StartAsync(FrrRelease release, CancellationToken cancellationToken)
    {
        if (Prerequisites.Missing(release) is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        await Leftovers.SweepAsync(cancellationToken);
        var name = LabName.Next();
        var lab = new Laboratory(release, await LabFolder.CreateAsync(name, cancellationToken));
        try
        {
            await lab.BuildAsync(name, cancellationToken);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The router at the other end of a session.</summary>
    public LabRouter RouterOf(LabLink link) => string.Equals(link.Router, Tor.Name, StringComparison.Ordinal) ? Tor : Edge;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_undo.TryPop(out var undo))
        {
            await undo();
        }

        Folder.Dispose();
    }

    private async Task BuildAsync(string name, CancellationToken cancellationToken)
    {
        NodePlace = Keep(await NetworkNamespace.CreateAsync($"{name}-node", cancellationToken));
        var torPlace = await AddPlaceAsync(name, LabRouter.TorName, cancellationToken);
        var edgePlace = await AddPlaceAsync(name, LabRouter.EdgeName, cancellationToken);

        var tor = LabRouter.StartAsync(LabRouter.TorName, torPlace, await AddFolderAsync(LabRouter.TorName), cancellationToken);
        var edge = LabRouter.StartAsync(LabRouter.EdgeName, edgePlace, await AddFolderAsync(LabRouter.EdgeName), cancellationToken);
        var node = FrrInstance.StartAsync(
            _release, NodePlace, await AddFolderAsync("node"), _release.Daemons, bgpPort: null, cancellationToken);
        Vtysh = await VtyshScript.CreateAsync(_release, await Folder.AddAsync("bin", forFrr: false, cancellationToken), cancellationToken);
        DaemonFolder = _release.DaemonFolder("bgpd", await Folder.AddAsync("daemons", forFrr: false, cancellationToken));

        // Each is kept when it is there, also when another one did not come up.
        await Task.WhenAll(KeepAsync(tor), KeepAsync(edge), KeepAsync(node));
        (Tor, Edge, Node) = (await tor, await edge, await node);

        Task<string> AddFolderAsync(string part) => Folder.AddAsync(part, forFrr: true, cancellationToken);
    }

    // The device has the router's name at the node, and the node's at the router.
    private async Task<NetworkNamespace> AddPlaceAsync(string name, string router, CancellationToken cancellationToken)
    {
        var place = Keep(await NetworkNamespace.CreateAsync($"{name}-{router}", cancellationToken));
        await NetworkNamespace.ConnectAsync((NodePlace, router), (place, "node"), cancellationToken);
        var links = LabLink.Of(router).ToList();
        await NodePlace.AddAddressesAsync(router, links.Select(link => $"{link.Node}/{link.Length}"), cancellationToken);
        await place.AddAddressesAsync("node", links.Select(link => $"{link.Neighbor}/{link.Length}"), cancellationToken);
        return place;
    }

    private async Task KeepAsync<T>(Task<T> part)
        where T : IAsyncDisposable => Keep(await part);

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        lock (_undo)
        {
            _undo.Push(part.DisposeAsync);
        }

        return part;
    }
}
