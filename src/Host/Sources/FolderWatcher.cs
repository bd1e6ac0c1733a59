namespace FrrK8s.Host.Sources;

/// <summary>
/// Calls back on any event of the matching files in a folder. It is only there to be quick: it may miss events, so the owner looks into the
/// folder from time to time, and calls <see cref="Arm"/> then, since a watch dies with the folder it was set on.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="filter">Which files, as a shell has it.</param>
/// <param name="onEvent">Called for each event.</param>
/// <param name="onRenamed">Called before it, with the path that a file was moved to within the folder.</param>
/// <param name="onCreated">Called before it, with the path of a file that was made there or came from elsewhere.</param>
internal sealed class FolderWatcher(
    string folder, string filter, Action onEvent, Action<string>? onRenamed = null, Action<string>? onCreated = null) : IDisposable
{
    private FileSystemWatcher? _watcher;
    private DateTime _bornAt;

    /// <summary>True when events are coming; false when the folder has to be looked into more often.</summary>
    public bool IsArmed => _watcher is not null;

    /// <summary>Sets the watch if there is none, if it broke, or if the folder is another one than before.</summary>
    public void Arm()
    {
        if (!Directory.Exists(folder))
        {
            Disarm();
            return;
        }

        var bornAt = Directory.GetCreationTimeUtc(folder);
        if (_watcher is not null && bornAt == _bornAt)
        {
            return;
        }

        Disarm();
        try
        {
            _watcher = new FileSystemWatcher(folder, filter);
            _watcher.Created += (_, created) =>
            {
                onCreated?.Invoke(created.FullPath);
                onEvent();
            };
            _watcher.Changed += (_, _) => onEvent();
            _watcher.Deleted += (_, _) => onEvent();
            _watcher.Renamed += (_, renamed) =>
            {
                onRenamed?.Invoke(renamed.FullPath);
                onEvent();
            };
            _watcher.Error += (_, _) =>
            {
                _bornAt = default;
                onEvent();
            };
            _watcher.EnableRaisingEvents = true;
            _bornAt = bornAt;
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // No watch left in the kernel's budget, or the folder went away meanwhile.
            Disarm();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Disarm();

    private void Disarm()
    {
        _watcher?.Dispose();
        _watcher = null;
    }
}
