using System.Runtime.CompilerServices;

namespace FrrK8s.HostTests.Support;

/// <summary>A folder that goes away with the test. Its name says whose it is, should it stay.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder([CallerFilePath] string owner = "") =>
        Path = Directory.CreateTempSubdirectory($"frrk8s-{System.IO.Path.GetFileNameWithoutExtension(owner)}-").FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
