using FrrK8s.Lab;

namespace FrrK8s.HostTests.Image;

/// <summary>
/// A test that runs the image as a cluster would. Where it, or what runs it, is not there the test is counted as skipped, with the reason, and never
/// as passed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImageFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["runc", "umoci", "getcap"];

    public ImageFactAttribute() => Skip = Missing();

    private static string? Missing()
    {
        if (Prerequisites.Missing() is { } missing)
        {
            return missing;
        }

        if (Programs.FirstOrDefault(program => !IsOnPath(program)) is { } absent)
        {
            return $"`{absent}` is not on the PATH; `make setup` installs the packages runc, umoci and libcap2-bin";
        }

        if (!CanMakeControlGroups())
        {
            return "runc needs control groups, and those of this machine cannot be written";
        }

        return ImageArchive.Path is null ? "there is no image: FRRK8S_IMAGE does not name one; `make image` makes it" : null;
    }

    private static bool CanMakeControlGroups() => File.ReadLines("/proc/self/mounts")
        .Select(line => line.Split(' '))
        .Any(mount => mount[2] is "cgroup" or "cgroup2" && mount[3].Split(',')[0] == "rw");

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(System.IO.Path.Combine(folder, program)));
}
