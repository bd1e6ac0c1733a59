using FrrK8s.Lab.Processes;

namespace FrrK8s.Lab;

/// <summary>
/// `frrk8s daemon` in the node's namespace, over a folder of manifests or an API server. It is the program itself, as a
/// process: what the laboratory shows is what a user gets.
/// </summary>
public sealed class LabDaemon : IAsyncDisposable
{
    /// <summary>What the node is called.</summary>
    public const string NodeName = "node";

    /// <summary>What the node is labelled with.</summary>
    public const string NodeLabels = "role=worker";

    private readonly ChildProcess _process;

    private LabDaemon(ChildProcess process, string stateFolder)
    {
        _process = process;
        StateFolder = stateFolder;
    }

    /// <summary>Where it writes the node's state.</summary>
    public string StateFolder { get; }

    /// <summary>What it said last, oldest first.</summary>
    public IReadOnlyList<string> LastLines => _process.LastLines;

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>True once it is gone.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts it. The program is an executable, or a .dll that `dotnet` runs; each line that it says is handed on.</summary>
    public static Task<LabDaemon> StartAsync(
        Laboratory lab, string program, string manifests, Action<string>? onLine, CancellationToken cancellationToken) =>
        StartAsync(lab, new LabDaemonOptions(program, manifests) { OnLine = onLine }, cancellationToken);

    /// <summary>Starts it.</summary>
    public static async Task<LabDaemon> StartAsync(Laboratory lab, LabDaemonOptions options, CancellationToken cancellationToken)
    {
        var state = await lab.Folder.AddAsync(options.State, forFrr: false, cancellationToken);
        string[] source = options.Kubeconfig is { } kubeconfig
            ? ["--kubeconfig", kubeconfig]
            : ["--config-dir", options.Manifests, "--node-labels", NodeLabels];
        string[] words =
        [
            .. CommandOf(options.Program), "daemon", .. source, "--node-name", NodeName,
            "--state-dir", state, "--log-format", "text", "--vty-socket", lab.Node.Folder, "--frr-conf-dir", lab.Node.Folder, "--frr-bin-dir", lab.Vtysh.Folder,
            "--frr-daemon-dir", options.DaemonFolder ?? lab.DaemonFolder,
            .. options.More,
        ];
        words = options.Before.Length == 0 ? words : ["sh", "-ec", $"{options.Before}\nexec \"$@\"", state, .. words];
        return new LabDaemon(lab.NodePlace.Start("frrk8s daemon", words[0], words[1..], options.OnLine), state);
    }

    /// <summary>The program that the environment's FRRK8S_PROGRAM names, else the managed one beside the caller.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("FRRK8S_PROGRAM") is { Length: > 0 } path
        ? Path.GetFullPath(path)
        : Path.Combine(AppContext.BaseDirectory, "frrk8s.dll");

    /// <summary>The words that run a program file.</summary>
    public static string[] CommandOf(string program) =>
        program.EndsWith(".dll", StringComparison.Ordinal)
            ? [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", program]
            : [program];

    /// <summary>Waits while the daemon runs; a failure says what it said last.</summary>
    public async Task UntilAsync(Func<CancellationToken, Task<string?>> missing, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            await Wait.UntilAsync(
                token =>
                {
                    ThrowIfExited();
                    return missing(token);
                },
                deadline,
                cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\nthe daemon said last:\n{string.Join('\n', LastLines.TakeLast(20))}", error);
        }
    }

    /// <summary>The node's state as it stands in the state folder; empty before the first report.</summary>
    public async Task<string> StateAsync(CancellationToken cancellationToken)
    {
        var files = Directory.GetFiles(StateFolder, "*.yaml").Order(StringComparer.Ordinal);
        var texts = await Task.WhenAll(files.Select(file => File.ReadAllTextAsync(file, cancellationToken)));
        return string.Join("---\n", texts);
    }

    /// <summary>Throws with its last lines when it has ended.</summary>
    public void ThrowIfExited() => _process.ThrowIfExited();

    /// <summary>Ends it without warning.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Ends it as Kubernetes would; gives the exit code.</summary>
    public Task<int> StopAsync() => _process.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
