namespace FrrK8s.Host.Sources;

/// <summary>A folder of manifests as the daemon's source: watched for speed, looked into from time to time for safety.</summary>
internal sealed class FolderSource : IManifestSource, IDisposable
{
    /// <summary>How long a changed file has to stand still before it counts.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    /// <summary>How often the folder is looked into while a watch is set on it.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    /// <summary>The same while no watch can be set, for example because the folder is not there.</summary>
    private static readonly TimeSpan Unwatched = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly ManifestFolder _folder;
    private readonly FolderWatcher _watcher;
    private readonly FolderWatcher _parentWatcher;
    private bool _isKnown;

    /// <summary>A source over a folder, which may appear later.</summary>
    public FolderSource(string path, TimeProvider time, Action onEvent)
    {
        _path = path;
        _folder = new ManifestFolder(path, time, Settle);
        _watcher = new FolderWatcher(path, "*", onEvent, _folder.Renamed, _folder.Arrived);
        // A folder that is moved away or made anew says nothing itself.
        var full = Path.GetFullPath(path);
        _parentWatcher = new FolderWatcher(Path.GetDirectoryName(full) ?? full, Path.GetFileName(full), onEvent);
    }

    /// <inheritdoc/>
    public SourceLook Look()
    {
        // First the watch, then the look: what happens between the two is seen twice and not missed.
        _parentWatcher.Arm();
        _watcher.Arm();
        var scan = _folder.Scan();
        _isKnown |= scan.IsThere;
        SourceProblem[] problems = scan.IsThere ? [] : [new SourceProblem(new Place(_path, 0, 0), Missing())];
        var pause = _watcher.IsArmed && scan.IsThere ? Watched : Unwatched;
        return new SourceLook(scan.HasChanged, _isKnown, scan.Files, problems, scan.Settling ?? pause);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watcher.Dispose();
        _parentWatcher.Dispose();
    }

    private string Missing() =>
        $"the folder {(Directory.Exists(_path) ? "cannot be read" : "does not exist")}; what was in force stays in force";
}
