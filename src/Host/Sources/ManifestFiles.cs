namespace FrrK8s.Host.Sources;

/// <summary>Reads files, folders and the standard input for the one-shot commands.</summary>
internal static class ManifestFiles
{
    /// <summary>
    /// All files that the paths name, each once, in the order given. A path that does not exist or cannot be read at all
    /// throws <see cref="InputException"/>.
    /// </summary>
    public static async Task<IReadOnlyList<ManifestFile>> ReadAsync(
        IReadOnlyList<string> paths, TextReader standardInput, CancellationToken cancellationToken)
    {
        var files = new List<ManifestFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths.SelectMany(Expand))
        {
            if (path == ManifestPaths.StandardInput)
            {
                if (seen.Add(path))
                {
                    files.Add(ManifestReader.Read("stdin", await standardInput.ReadToEndAsync(cancellationToken)));
                }
            }
            else if (seen.Add(Path.GetFullPath(path)))
            {
                files.Add(ManifestReader.Read(path, await ReadTextAsync(path, cancellationToken)));
            }
        }

        return files;
    }

    private static IReadOnlyList<string> Expand(string path)
    {
        if (path == ManifestPaths.StandardInput || File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new InputException($"`{path}` does not exist: a file, a folder or `-` for the standard input is wanted");
        }

        try
        {
            return ManifestPaths.InFolder(path);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new InputException($"the folder `{path}` cannot be read: {refused.Message}", refused);
        }
    }

    private static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new InputException($"the file `{path}` cannot be read: {refused.Message}", refused);
        }
    }
}
