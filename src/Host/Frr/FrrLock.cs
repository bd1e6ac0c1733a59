namespace FrrK8s.Host.Frr;

/// <summary>
/// One writer of an FRR, between processes too: whoever holds the lock file beside FRR's sockets may change it, and holds it until it ends, however
/// that happens. A second writer that was started by mistake waits, and takes over.
/// </summary>
internal sealed class FrrLock(string vtySocket) : IDisposable
{
    private const string Gone = " (deleted)";

    private FileStream? _file;

    private string Path => System.IO.Path.Combine(vtySocket, "frrk8s.lock");

    // With FRR's folder, which a restart may make anew, the file is gone, and another one in its place is no lock against this one.
    private bool IsInPlace =>
        _file is { } file && File.Exists(Path)
        && new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget?.EndsWith(Gone, StringComparison.Ordinal) != true;

    /// <summary>Takes the lock, or keeps it; false when another process has it.</summary>
    public bool TryHold()
    {
        if (IsInPlace)
        {
            return true;
        }

        Dispose();
        try
        {
            _file = PrivateFile.Lock(Path);
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
