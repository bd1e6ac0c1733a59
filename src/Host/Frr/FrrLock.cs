namespace FrrK8s.Host.Frr;

/// <summary>
/// One writer of an FRR at a time, between processes too: whoever holds the lock file beside FRR's sockets may change it. The lock goes with the process
/// that holds it, however that ends.
/// </summary>
internal sealed class FrrLock : IDisposable
{
    private readonly FileStream _file;

    private FrrLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null when another process has it.</summary>
    public static FrrLock? TryTake(string vtySocket)
    {
        try
        {
            return new FrrLock(new FileStream(
                Path.Combine(vtySocket, "frrk8s.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException problem) when (problem is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
