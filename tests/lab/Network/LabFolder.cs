using FrrK8s.Lab.Processes;

namespace FrrK8s.Lab.Network;

/// <summary>A folder for sockets, configuration and logs that FRR's own user may enter; gone with its owner.</summary>
public sealed class LabFolder : IDisposable
{
    private LabFolder(string path) => FullPath = path;

    /// <summary>Absolute path. Kept short: a socket's path has at most 107 characters.</summary>
    public string FullPath { get; }

    /// <summary>Makes a folder of this process under the machine's folder for temporary files.</summary>
    public static async Task<LabFolder> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var folder = new LabFolder(Path.GetTempPath());
        Owned.AddFolder(Path.Combine(folder.FullPath, name));
        return new LabFolder(await folder.AddAsync(name, forFrr: false, cancellationToken));
    }

    /// <summary>A folder inside; owned by the user frr when FRR has to write there.</summary>
    public async Task<string> AddAsync(string name, bool forFrr = false, CancellationToken cancellationToken = default)
    {
        var path = Path.Combine(FullPath, name);
        string[] owner = forFrr ? ["-o", "frr", "-g", "frr"] : [];
        await Command.RunAsync("install", ["-d", "-m", "755", .. owner, path], cancellationToken: cancellationToken);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Remove(FullPath);
        Owned.RemoveFolder(FullPath);
    }

    /// <summary>Removes a folder that may be gone already.</summary>
    internal static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another laboratory may be sweeping at the same moment: gone is gone.
        }
    }
}
