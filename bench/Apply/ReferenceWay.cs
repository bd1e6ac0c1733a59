using FrrK8s.Host.Frr;
using FrrK8s.Lab.Frr;

namespace FrrK8s.Bench.Apply;

/// <summary>How the reference's reloader brings an FRR to a configuration, and how anybody loads a file into one.</summary>
internal sealed class ReferenceWay(FrrInstance frr)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);
    private static readonly string Script = FrrRelease.Installed.ReloadScript!;
    private readonly ProcessRunner _runner = new(TimeProvider.System);

    /// <summary>One sentence that says what is missing; null when nothing is.</summary>
    public static string? Missing() =>
        File.Exists(Script) ? null : $"`{Script}` is not there; install it with `apt-get install frr-pythontools`";

    /// <summary>Tests, reloads, and shows what runs then. The file is FRR's own, which saves the script a `write`.</summary>
    public async Task ApplyAsync(string text, CancellationToken cancellationToken)
    {
        var file = Path.Combine(frr.Folder, "frr.conf");
        await File.WriteAllTextAsync(file, text, cancellationToken);
        string[] places = ["--stdout", "--vty_socket", frr.Folder, "--confdir", frr.Folder, "--rundir", frr.Folder, "--bindir", "/usr/bin", file];
        await RunAsync(Script, ["--test", .. places], cancellationToken);
        await RunAsync(Script, ["--reload", .. places], cancellationToken);
        await RunAsync("/usr/bin/vtysh", [.. Vtysh, "-c", "show running-config"], cancellationToken);
    }

    /// <summary>A bare `vtysh -f`, of one daemon's lines or of all.</summary>
    public async Task LoadAsync(string text, string? daemon, CancellationToken cancellationToken)
    {
        var file = Path.Combine(frr.Folder, $"load-{daemon}.conf");
        await File.WriteAllTextAsync(file, text, cancellationToken);
        string[] only = daemon is null ? [] : ["-d", daemon];
        await RunAsync("/usr/bin/vtysh", [.. Vtysh, .. only, "-f", file], cancellationToken);
    }

    private string[] Vtysh => ["--vty_socket", frr.Folder, "--config_dir", frr.Folder];

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var result = await _runner.RunAsync(program, arguments, Deadline, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"`{program} {string.Join(' ', arguments)}`: {result.ExitCode} {result.Failure} {result.Error}");
        }
    }
}
