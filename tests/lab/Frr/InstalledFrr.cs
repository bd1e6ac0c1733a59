namespace FrrK8s.Lab.Frr;

/// <summary>FRR where the distribution's package puts it.</summary>
internal sealed class InstalledFrr : FrrRelease
{
    private const string Shell = "/usr/bin/vtysh";

    // A daemon leaves a folder of its own in /var/tmp/frr; in a mount namespace of its own, which `ip netns exec` gives it, that ends with it.
    private const string Mounts = "mount -t tmpfs -o mode=1777 tmpfs /var/tmp && exec \"$0\" \"$@\"";

    /// <inheritdoc/>
    public override string Name => "8.4";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Daemons { get; } = ["zebra", "staticd", "bfdd", "bgpd"];

    /// <inheritdoc/>
    public override string ReloadScript => "/usr/lib/frr/frr-reload.py";

    /// <inheritdoc/>
    internal override string? Missing()
    {
        string[] programs = [.. Daemons.Select(Program), Shell];
        return programs.FirstOrDefault(path => !File.Exists(path)) is { } program
            ? $"the laboratory needs FRR and `{program}` is not there; install it with `make setup` or `apt-get install frr frr-pythontools`"
            : null;
    }

    /// <inheritdoc/>
    internal override string[] Daemon(string name, string folder)
    {
        string[] words = ["sh", "-c", Mounts, Program(name), "--config_file", "/dev/null"];
        return string.Equals(name, "bfdd", StringComparison.Ordinal) ? [.. words, "--bfdctl", Path.Combine(folder, "bfdd.sock")] : words;
    }

    /// <inheritdoc/>
    public override string DaemonFolder(string name, string folder) => Path.GetDirectoryName(Program(name))!;

    /// <inheritdoc/>
    internal override string[] Vtysh() => [Shell];

    private static string Program(string name) => $"/usr/lib/frr/{name}";
}
