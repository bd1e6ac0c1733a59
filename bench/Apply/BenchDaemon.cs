using FrrK8s.Lab;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Bench.Apply;

/// <summary>`frrk8s daemon` as a process beside the node's FRR, and the folder of manifests that it follows.</summary>
internal sealed class BenchDaemon : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly string _manifests;
    private readonly string _elsewhere;

    private BenchDaemon(ChildProcess process, string manifests, string elsewhere) =>
        (_process, _manifests, _elsewhere) = (process, manifests, elsewhere);

    public int ProcessId => _process.Id;

    /// <summary>Starts it over a folder with one manifest.</summary>
    public static async Task<BenchDaemon> StartAsync(Rig rig, Site site, string[] options, CancellationToken cancellationToken)
    {
        var (lab, frr) = (rig.Lab, rig.Lab.Node.Folder);
        var manifests = await lab.Folder.AddAsync("manifests", cancellationToken: cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(manifests, "site.yaml"), site.Manifest("site"), cancellationToken);
        var words = LabDaemon.CommandOf(LabDaemon.Program);
        string[] arguments =
        [
            .. words[1..], "daemon", "--config-dir", manifests, "--node-name", LabDaemon.NodeName, "--fallback-router-id", "none",
            "--state-dir", Path.Combine(lab.Folder.FullPath, "state"), "--vty-socket", frr, "--frr-conf-dir", frr, .. options,
        ];
        var process = lab.NodePlace.Start("frrk8s daemon", words[0], arguments);
        return new BenchDaemon(process, manifests, await lab.Folder.AddAsync("elsewhere", cancellationToken: cancellationToken));
    }

    /// <summary>Replaces a manifest at once, as an editor or a `git pull` does.</summary>
    public async Task<Action> PrepareAsync(string name, string text, CancellationToken cancellationToken)
    {
        _process.ThrowIfExited();
        var whole = Path.Combine(_elsewhere, name);
        await File.WriteAllTextAsync(whole, text, cancellationToken);
        return () => File.Move(whole, Path.Combine(_manifests, name), overwrite: true);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
