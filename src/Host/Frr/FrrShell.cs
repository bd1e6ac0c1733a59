using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// vtysh, with a folder of our own for its configuration and for the files that it reads, which hold passwords: only we can look into it, and nothing is
/// written into FRR's folder.
/// </summary>
internal sealed class FrrShell(FrrSettings settings, ProcessRunner runner)
{
    private const string NotIntegrated = "no service integrated-vtysh-config";

    private string Vtysh => Path.Combine(settings.BinDir, "vtysh");

    private string Commands => Path.Combine(settings.WorkDir, "commands.conf");

    /// <summary>One sentence that says what is not there; null when everything is.</summary>
    public string? WhyNotInstalled() =>
        !File.Exists(Vtysh) ? $"FRR is not installed: there is no `{Vtysh}` (package frr)"
        : !Directory.Exists(settings.VtySocket) ? $"FRR is not running: there is no folder `{settings.VtySocket}` with its sockets"
        : null;

    /// <summary>Reads commands with FRR's own parser; no daemon hears of it.</summary>
    public Task<ProcessResult> CheckAsync(string commands, CancellationToken cancellationToken) =>
        FileAsync(commands, ["-C", "-f", Commands], settings.QueryDeadline, cancellationToken);

    /// <summary>Tells FRR the commands, line by line; it goes on behind one that is refused.</summary>
    public Task<ProcessResult> TellAsync(string commands, CancellationToken cancellationToken) =>
        FileAsync(commands, ["-f", Commands], settings.ApplyDeadline, cancellationToken);

    private async Task<ProcessResult> FileAsync(
        string commands, string[] arguments, TimeSpan deadline, CancellationToken cancellationToken)
    {
        PrepareWorkDir();
        PrivateFile.Write(Commands, commands);
        try
        {
            string[] all = ["--config_dir", settings.WorkDir, "--vty_socket", settings.VtySocket, .. arguments];
            return await runner.RunAsync(Vtysh, all, deadline, cancellationToken);
        }
        finally
        {
            File.Delete(Commands);
        }
    }

    private void PrepareWorkDir()
    {
        PrivateFile.CreateFolder(settings.WorkDir);
        var own = Path.Combine(settings.ConfDir, "vtysh.conf");
        var lines = File.Exists(own) ? LineSplitter.Split(File.ReadAllText(own)) : [];
        var kept = lines.Where(line => line.Text.TrimEnd() != NotIntegrated).Select(line => line.ToString());
        PrivateFile.Write(
            Path.Combine(settings.WorkDir, "vtysh.conf"), $"{string.Concat(kept)}\nservice integrated-vtysh-config\n");
    }
}
