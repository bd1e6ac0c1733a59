namespace FrrK8s.HostTests.KubeApi;

/// <summary>Where the kubectls of the machine are.</summary>
internal static class KubectlPrograms
{
    private static readonly string? OnThePath = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Append(RealApiServer.Assets ?? "")
        .Select(folder => Path.Combine(folder, "kubectl"))
        .FirstOrDefault(File.Exists);

    // As in build/kubectl.sh.
    private static readonly string OfDebian = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "frrk8s",
        "kubectl",
        "kubectl");

    /// <summary>All that are there.</summary>
    public static IReadOnlyList<KubectlChoice> Present { get; } = [.. Enum.GetValues<KubectlChoice>().Where(choice => Find(choice) is not null)];

    /// <summary>The program; null when there is none.</summary>
    public static string? Find(KubectlChoice choice) => choice == KubectlChoice.OnThePath ? OnThePath : File.Exists(OfDebian) ? OfDebian : null;

    /// <summary>Why a test with it is skipped; null when it is there.</summary>
    public static string? Missing(KubectlChoice choice) => (Find(choice), choice) switch
    {
        (not null, _) => null,
        (_, KubectlChoice.OnThePath) => "kubectl is not on the PATH; `make setup` installs the package kubernetes-client",
        _ => "Debian's kubectl is not unpacked beside the one on the PATH; `make setup` does so, unless that one is Debian's itself",
    };
}
