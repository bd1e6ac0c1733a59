using System.Text.Json.Nodes;
using FrrK8s.Lab.Network;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Image;

/// <summary>
/// The image that `make image` made, unpacked by a tool that knows nothing of how it was made, once for all tests. The root is never written to: each
/// container has it read-only.
/// </summary>
internal sealed class ImageArchive
{
    private static readonly Lazy<Task<ImageArchive>> Unpacked = new(UnpackAsync);

    private ImageArchive(string folder, string bundle) => (Folder, Bundle) = (folder, bundle);

    /// <summary>The archive; null when there is none.</summary>
    public static string? Path { get; } =
        Environment.GetEnvironmentVariable("FRRK8S_IMAGE") is { Length: > 0 } path && File.Exists(path) ? System.IO.Path.GetFullPath(path) : null;

    /// <summary>The image's layout: blobs and index.</summary>
    public string Folder { get; }

    /// <summary>What a runtime runs: `rootfs`, and a configuration made of the image's own.</summary>
    public string Bundle { get; }

    /// <summary>The root.</summary>
    public string Root => System.IO.Path.Combine(Bundle, "rootfs");

    /// <summary>Unpacks it when nobody has yet. It goes with the test run.</summary>
    public static Task<ImageArchive> OpenAsync() => Unpacked.Value;

    /// <summary>A fresh copy of the runtime's configuration.</summary>
    public async Task<JsonObject> ConfigurationAsync() =>
        (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(Bundle, "config.json")))!;

    private static async Task<ImageArchive> UnpackAsync()
    {
        var folder = await LabFolder.CreateAsync(LabName.Next(), CancellationToken.None);
        var layout = await folder.AddAsync("layout");
        await Command.RunAsync("tar", ["-x", "-C", layout, "-f", Path!]);
        var index = JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(layout, "index.json")))!;
        var tag = (string)index["manifests"]![0]!["annotations"]!["org.opencontainers.image.ref.name"]!;
        var bundle = System.IO.Path.Combine(folder.FullPath, "bundle");
        await Command.RunAsync("umoci", ["unpack", "--image", $"{layout}:{tag}", bundle]);
        return new ImageArchive(layout, bundle);
    }
}
