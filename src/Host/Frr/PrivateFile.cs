using System.Text;

namespace FrrK8s.Host.Frr;

/// <summary>Writes files as a whole or not at all: temporary file in the same folder, flushed to the disk, renamed over the old one.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode ReadableByAll = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file with secrets in it: mode 0600 from its first byte on.</summary>
    public static void Write(string path, string text) => Write(path, text, OwnerOnly);

    /// <summary>Writes a file without secrets: mode 0644.</summary>
    public static void WritePublic(string path, string text) => Write(path, text, ReadableByAll);

    /// <summary>Makes a folder that only its owner can look into; leaves one that is there as it is.</summary>
    public static void CreateFolder(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens a file that says nothing for one process alone; nobody else of the machine can lock it.</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    public static FileStream Lock(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    private static void Write(string path, string text, UnixFileMode mode)
    {
        // A dot in front: nobody who reads the folder takes it for a manifest.
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.tmp");
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(Encoding.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
