using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Frr;

/// <summary>Notices that daemons of FRR came or went, by their sockets: a daemon that comes back has lost its configuration.</summary>
internal sealed class FrrWatch : IDisposable
{
    private const string Sockets = "*.vty";

    // Where the kernel sends no events, or lost some.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly string _vtySocket;
    private readonly Slot _slot;
    private readonly FolderWatcher _events;
    private readonly Timer _timer;
    private string _seen = "";

    // The first look at FRR is always due.
    private bool _happened = true;

    /// <summary>Marks the slot whenever a socket comes or goes.</summary>
    public FrrWatch(string vtySocket, Slot slot)
    {
        (_vtySocket, _slot) = (vtySocket, slot);
        _events = new FolderWatcher(vtySocket, Sockets, Happen);
        _seen = Look();
        _timer = new Timer(_ => LookAgain(), null, LookEvery, LookEvery);
    }

    /// <summary>True once after something happened. Also renews the watch, which dies with the folder.</summary>
    public bool Take()
    {
        _events.Arm();
        return Interlocked.Exchange(ref _happened, false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _events.Dispose();
    }

    private void Happen()
    {
        Volatile.Write(ref _happened, true);
        _slot.Mark();
    }

    private void LookAgain()
    {
        var now = Look();
        if (Interlocked.Exchange(ref _seen, now) != now)
        {
            Happen();
        }
    }

    private string Look()
    {
        try
        {
            return string.Join(' ', new DirectoryInfo(_vtySocket).EnumerateFiles(Sockets)
                .OrderBy(socket => socket.Name, StringComparer.Ordinal)
                .Select(socket => $"{socket.Name}@{socket.LastWriteTimeUtc.Ticks}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
