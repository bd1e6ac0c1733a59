using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Image;

/// <summary>The image as a file: it says what it is made of, and comes out the same whoever makes it.</summary>
public sealed class ImageArchiveTests
{
    private const string PackageList = "usr/share/frrk8s/packages";

    private static readonly string[] Users = ["root:x:0:0", "frr:x:179:179", "nobody:x:65534:65534"];

    [ImageFact]
    public async Task Made_again_elsewhere_of_the_packages_that_it_lists_it_is_the_same_to_the_byte()
    {
        using var folder = new TempFolder();
        var start = new ProcessStartInfo("sh", ["-c", "umask 077; exec bash build/image.sh --keep-program"])
        {
            WorkingDirectory = Repository(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["IMAGE_OUT"] = folder.Path;
        start.Environment["IMAGE_PACKAGES"] = Path.Combine((await ImageArchive.OpenAsync()).Root, PackageList);
        start.Environment["TZ"] = "Asia/Tokyo";
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);

        Assert.True(process.ExitCode == 0, string.Join('\n', await said));
        Assert.Equal(await DigestAsync(ImageArchive.Path!), await DigestAsync(folder.File("frr-k8s.oci.tar")));
    }

    [ImageFact]
    public async Task Docker_finds_in_it_what_the_index_names()
    {
        var image = await ImageArchive.OpenAsync();
        var index = await ReadAsync(image, "index.json");
        var manifest = await ReadAsync(image, BlobOf(index["manifests"]![0]!));
        var docker = (await ReadAsync(image, "manifest.json"))[0]!;

        Assert.Equal(BlobOf(manifest["config"]!), (string)docker["Config"]!);
        Assert.Equal(manifest["layers"]!.AsArray().Select(layer => BlobOf(layer!)), docker["Layers"]!.AsArray().Select(layer => (string)layer!));
        Assert.Equal((string)index["manifests"]![0]!["annotations"]!["io.containerd.image.name"]!, (string)docker["RepoTags"]![0]!);
        foreach (var blob in Directory.GetFiles(Path.Combine(image.Folder, "blobs/sha256")))
        {
            Assert.Equal(Path.GetFileName(blob), await DigestAsync(blob));
        }

        var configuration = await ReadAsync(image, BlobOf(manifest["config"]!));
        Assert.Equal("179:179", (string)configuration["config"]!["User"]!);
        Assert.Equal("/usr/local/bin/frrk8s", (string)configuration["config"]!["Entrypoint"]![0]!);
    }

    [ImageFact]
    public async Task It_says_which_packages_it_is_made_of_and_under_which_licences()
    {
        var image = await ImageArchive.OpenAsync();
        var packages = (await File.ReadAllLinesAsync(Path.Combine(image.Root, PackageList))).Select(line => line.Split(' ')).ToList();

        Assert.Contains(packages, package => package[0] == "frr");
        Assert.Contains(packages, package => package[0] == "libc6");
        foreach (var package in packages)
        {
            Assert.Equal(64, package[3].Length);
            Assert.Contains($"Version: {package[1]}\n", await File.ReadAllTextAsync(Path.Combine(image.Root, "var/lib/dpkg/status.d", package[0])), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(image.Root, "usr/share/doc", package[0], "copyright")), package[0]);
        }

        var users = await File.ReadAllLinesAsync(Path.Combine(image.Root, "etc/passwd"));
        Assert.Equal(Users, users.Select(line => string.Join(':', line.Split(':').Take(4))));
    }

    [ImageFact]
    public async Task Nobody_gets_rights_from_a_file_but_through_setpriv()
    {
        var image = await ImageArchive.OpenAsync();
        var files = Directory.EnumerateFiles(image.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).ToList();

        Assert.DoesNotContain(files, file => Has(file, UnixFileMode.SetUser) || Has(file, UnixFileMode.SetGroup) || Has(file, UnixFileMode.OtherWrite));
        var capable = await Lab.Processes.Command.RunAsync("getcap", ["-r", image.Root]);
        Assert.Equal($"{image.Root}/usr/bin/setpriv cap_net_bind_service,cap_net_admin,cap_net_raw,cap_sys_admin=p\n", capable);
    }

    private static async Task<JsonNode> ReadAsync(ImageArchive image, string path) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(image.Folder, path)))!;

    private static string BlobOf(JsonNode descriptor) => "blobs/" + ((string)descriptor["digest"]!).Replace(':', '/');

    private static async Task<string> DigestAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
    }

    private static bool Has(string file, UnixFileMode mode) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(file).HasFlag(mode);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FrrK8s.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
