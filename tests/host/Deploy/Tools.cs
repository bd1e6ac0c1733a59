using FrrK8s.HostTests.KubeApi;

namespace FrrK8s.HostTests.Deploy;

/// <summary>The programs that the manifests are made and read with: those that `build/helm.sh` gets, else those of the machine.</summary>
internal static class Tools
{
    private static readonly string Cache = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "frrk8s");

    /// <summary>helm; null when there is none.</summary>
    public static string? Helm { get; } = Find("HELM", Path.Combine(Cache, "helm", "helm"), "helm");

    /// <summary>All kubectls, oldest and newest: what `kubectl kustomize` understands has changed over the years.</summary>
    public static IReadOnlyList<string> Kubectls { get; } =
        [.. new[] { Path.Combine(Cache, "kubectl-debian", "kubectl"), Kubectl.Program ?? "", Path.Combine(Cache, "helm", "kubectl") }.Where(File.Exists)];

    private static string? Find(string variable, string usual, string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .Prepend(usual)
            .Prepend(Environment.GetEnvironmentVariable(variable) ?? "")
            .FirstOrDefault(File.Exists);
}
