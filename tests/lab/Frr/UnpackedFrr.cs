namespace FrrK8s.Lab.Frr;

/// <summary>
/// FRR from another distribution's packages, run in place with the loader and the libraries that it was built for: the
/// machine's own C library is too old for it.
/// </summary>
internal sealed class UnpackedFrr : FrrRelease
{
    // `ip netns exec` has given the daemon a mount namespace of its own, so these mounts end with it. Its sockets that no
    // option moves (mgmtd's, bfdd's) are in /run/frr, which would be the same for all nodes of the machine, and is not
    // there on every machine. The models in /usr/share/yang are the installed FRR's, of another version,
    // and what is in /etc/frr is the machine's: mgmtd reads it unasked.
    private const string Mounts =
        """
        mount -t tmpfs tmpfs /run && mkdir /run/frr && mount --bind "$0" /run/frr &&
        mount -t tmpfs -o mode=1777 tmpfs /var/tmp && mount -t tmpfs tmpfs /etc/frr && mount --bind "$1" /usr/share/yang && shift && exec "$@"
        """;

    // As in build/frr10.sh.
    private static readonly string Home = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "frrk8s",
        "frr-10");

    private static readonly string Root = Path.Combine(Home, "root");

    // Their configuration is mgmtd's, and comes through vtysh only.
    private static readonly string[] WithoutConfigFile = ["mgmtd", "staticd"];

    // Named after the architecture, so it is looked for; in the folder of the libraries.
    private readonly Lazy<string> _loader = new(() =>
        Directory.GetDirectories(Path.Combine(Root, "usr/lib"), "*-linux-*")
            .SelectMany(folder => Directory.GetFiles(folder, "ld-linux-*.so.*"))
            .First());

    /// <inheritdoc/>
    public override string Name => "10.3";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Daemons { get; } = ["mgmtd", "zebra", "staticd", "bfdd", "bgpd"];

    /// <inheritdoc/>
    internal override string? Missing() =>

        // The user that it runs as is the installed one's.
        Installed.Missing() ?? (File.Exists(Path.Combine(Home, "version"))
            ? null
            : $"FRR {Name} is not in `{Home}`; get it with `make setup`");

    /// <inheritdoc/>
    internal override string[] Daemon(string name, string folder)
    {
        string[] words = ["sh", "-c", Mounts, folder, Path.Combine(Root, "usr/share/yang"), .. Program(name, $"usr/lib/frr/{name}")];
        return WithoutConfigFile.Contains(name, StringComparer.Ordinal) ? words : [.. words, "--config_file", "/dev/null"];
    }

    /// <inheritdoc/>
    /// <remarks>While mgmtd looks for files of its own it has the configuration locked, and refuses everyone else's.</remarks>
    internal override string? ReadyLine(string daemon) =>
        string.Equals(daemon, "mgmtd", StringComparison.Ordinal) ? "finished reading config files" : null;

    /// <inheritdoc/>
    internal override bool IsConfiguredByMgmtd(string daemon) => daemon is "zebra" or "staticd";

    /// <inheritdoc/>
    public override string DaemonFolder(string name, string folder)
    {
        var words = Daemon(name, folder).Select(word => $"'{word}'");
        var program = Path.Combine(folder, name);
        File.WriteAllText(program, $"#!/bin/sh\nexec unshare --mount {string.Join(' ', words)} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return folder;
    }

    /// <inheritdoc/>
    internal override string[] Vtysh() => Program("vtysh", "usr/bin/vtysh");

    // A daemon is what its first word says: without it each would be the loader to itself and to the others.
    private string[] Program(string name, string path)
    {
        var libraries = Path.GetDirectoryName(_loader.Value)!;
        return
        [
            _loader.Value, "--inhibit-cache", "--argv0", name, "--library-path", $"{libraries}:{Path.Combine(libraries, "frr")}",
            Path.Combine(Root, path),
        ];
    }
}
