using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Frr;

/// <summary>Notices at once that daemons of FRR came or went, by their sockets: a daemon that comes back has lost its configuration.</summary>
internal sealed class FrrWatch : IDisposable
{
    private readonly FolderWatcher _sockets;

    // The first look at FRR is always due.
    private bool _happened = true;

    /// <summary>Marks the slot whenever a socket comes or goes.</summary>
    public FrrWatch(string vtySocket, Slot slot) => _sockets = new FolderWatcher(vtySocket, "*.vty", () =>
    {
        Volatile.Write(ref _happened, true);
        slot.Mark();
    });

    /// <summary>True once after something happened. Also renews the watch, which dies with the folder.</summary>
    public bool Take()
    {
        _sockets.Arm();
        return Interlocked.Exchange(ref _happened, false);
    }

    /// <inheritdoc/>
    public void Dispose() => _sockets.Dispose();
}
