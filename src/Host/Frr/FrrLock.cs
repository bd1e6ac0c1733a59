namespace FrrK8s.Host.Frr;

/// <summary>
/// One writer of an FRR, between processes too: whoever holds the lock file beside FRR's sockets may change it, and holds it until it ends, however
/// that happens. A second writer that was started by mistake waits, and takes over.
/// </summary>
internal sealed class FrrLock(string vtySocket) : IDisposable
{
    private FileStream? _file;

    private string Path => System.IO.Path.Combine(vtySocket, "frrk8s.lock");

    /// <summary>Takes the lock, or keeps it; false when another process has it.</summary>
    public bool TryHold()
    {
        // With FRR's folder, which a restart may make anew, the file is gone, and another one would be no lock against this one.
        if (_file is not null && File.Exists(Path))
        {
            return true;
        }

        Dispose();
        try
        {
            _file = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException problem) when (problem is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }
}
