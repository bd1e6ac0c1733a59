namespace FrrK8s.HostTests.Image;

/// <summary>What the tests measured, as a line in `artifacts/test-logs/image.txt`, which `make test` prints.</summary>
internal static class ImageReport
{
    public static Task WriteAsync(string line)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is { Name: not "artifacts" })
        {
            folder = folder.Parent;
        }

        var logs = Directory.CreateDirectory(Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "test-logs"));
        return File.WriteAllTextAsync(Path.Combine(logs.FullName, "image.txt"), line + "\n");
    }
}
