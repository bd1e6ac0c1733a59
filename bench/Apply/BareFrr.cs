using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.Bench.Apply;

/// <summary>A fresh FRR alone in a namespace, which nobody talks to.</summary>
internal sealed class BareFrr : IAsyncDisposable
{
    private readonly NetworkNamespace _place;
    private readonly LabFolder _folder;

    private BareFrr(NetworkNamespace place, LabFolder folder, FrrInstance frr) => (_place, _folder, Frr) = (place, folder, frr);

    public FrrInstance Frr { get; }

    public string WorkFolder => Path.Combine(_folder.FullPath, "work");

    public static async Task<BareFrr> StartAsync(CancellationToken cancellationToken)
    {
        var name = LabName.Next();
        var place = await NetworkNamespace.CreateAsync(name, cancellationToken);
        var folder = await LabFolder.CreateAsync(name, cancellationToken);
        var sockets = await folder.AddAsync("node", forFrr: true, cancellationToken);
        var frr = await FrrInstance.StartAsync(place, sockets, FrrRelease.Installed.Daemons, bgpPort: null, cancellationToken);
        return new BareFrr(place, folder, frr);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Frr.DisposeAsync();
        await _place.DisposeAsync();
        _folder.Dispose();
    }
}
