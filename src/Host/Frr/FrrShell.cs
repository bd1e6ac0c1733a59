using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// vtysh, with a folder of our own for its configuration and for the files that it reads, which hold passwords: only we can look into it, and nothing is
/// written into FRR's folder.
/// </summary>
internal sealed class FrrShell(FrrSettings settings, ProcessRunner runner) : IDisposable
{
    private const string NotIntegrated = "no service integrated-vtysh-config";
    private const string CommandFile = "commands.conf";
    private const string Memory = "/dev/shm";

    private string? _inMemory;

    private string Vtysh => Path.Combine(settings.BinDir, "vtysh");

    /// <summary>One sentence that says what is not there; null when everything is.</summary>
    public string? WhyNotInstalled() =>
        !File.Exists(Vtysh) ? $"FRR is not installed: there is no `{Vtysh}` (package frr)"
        : !Directory.Exists(settings.VtySocket) ? $"FRR is not running: there is no folder `{settings.VtySocket}` with its sockets"
        : null;

    /// <summary>Reads commands with FRR's own parser; no daemon hears of it.</summary>
    public Task<ProcessResult> CheckAsync(string commands, CancellationToken cancellationToken) =>
        FileAsync(commands, ["-C"], settings.QueryDeadline, cancellationToken);

    /// <summary>Tells FRR the commands, line by line; it goes on behind one that is refused.</summary>
    public Task<ProcessResult> TellAsync(string commands, CancellationToken cancellationToken) =>
        FileAsync(commands, [], settings.ApplyDeadline, cancellationToken);

    /// <summary>Tells each of some daemons alone, all at once, each within its own time; of more than one that fails the first is named.</summary>
    public Task<ProcessResult> TellAsync(
        IReadOnlyList<(string Daemon, TimeSpan Deadline)> daemons, string commands, CancellationToken cancellationToken) => FileAsync(
        commands,
        async file =>
        {
            var told = await Task.WhenAll(daemons.Select(async one =>
                (one.Daemon, Result: await RunAsync(file, ["-d", one.Daemon], one.Deadline, cancellationToken))));
            return new ProcessResult(
                told.Select(one => one.Result.ExitCode).FirstOrDefault(code => code != 0),
                string.Concat(told.Select(one => one.Result.Output)),
                string.Concat(told.Select(one => one.Result.Error)),
                told.Where(one => one.Result.Failure.Length > 0).Select(one => $"{one.Daemon}: {one.Result.Failure}").FirstOrDefault(""));
        });

    private Task<ProcessResult> FileAsync(string commands, string[] arguments, TimeSpan deadline, CancellationToken cancellationToken) =>
        FileAsync(commands, file => RunAsync(file, arguments, deadline, cancellationToken));

    private async Task<ProcessResult> FileAsync(string commands, Func<string, Task<ProcessResult>> run)
    {
        var file = Path.Combine(Put(commands), CommandFile);
        try
        {
            return await run(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task<ProcessResult> RunAsync(string file, string[] arguments, TimeSpan deadline, CancellationToken cancellationToken)
    {
        string[] all = ["--config_dir", Path.GetDirectoryName(file)!, "--vty_socket", settings.VtySocket, .. arguments, "-f", file];
        return runner.RunAsync(Vtysh, all, deadline, cancellationToken);
    }

    // A full disk is no reason to leave FRR as it is: memory will do.
    private string Put(string commands)
    {
        try
        {
            return Put(settings.WorkDir, commands);
        }
        catch (IOException) when (Directory.Exists(Memory))
        {
            return Put(_inMemory ??= MakeInMemory(), commands);
        }
    }

    private string Put(string folder, string commands)
    {
        PrivateFile.CreateFolder(folder);
        PrivateFile.Write(Path.Combine(folder, "vtysh.conf"), VtyshConf());
        PrivateFile.Write(Path.Combine(folder, CommandFile), commands);
        return folder;
    }

    // Of a name that nobody can have taken before.
    private static string MakeInMemory()
    {
        var folder = Path.Combine(Memory, $"frrk8s-{Guid.NewGuid():N}");
        PrivateFile.CreateFolder(folder);
        return folder;
    }

    private string VtyshConf()
    {
        var own = Path.Combine(settings.ConfDir, "vtysh.conf");
        var lines = File.Exists(own) ? LineSplitter.Split(File.ReadAllText(own)) : [];
        var kept = lines.Where(line => line.Text.TrimEnd() != NotIntegrated).Select(line => line.ToString());
        return $"{string.Concat(kept)}\nservice integrated-vtysh-config\n";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_inMemory is not null)
        {
            Directory.Delete(_inMemory, recursive: true);
        }
    }
}
