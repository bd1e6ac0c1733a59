using System.CommandLine;
using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Cli;

/// <summary>The options of <c>drift</c> that say where FRR is.</summary>
internal sealed class RunningOptions
{
    private static readonly FrrSettings Defaults = new() { WorkDir = "" };

    private readonly Option<bool> _vtysh = new("--vtysh") { Description = "Compare with what the FRR of this machine runs. Nothing is changed." };

    private readonly Option<string> _vtySocket = Folder("--vty-socket", Defaults.VtySocket, "The folder of FRR's vty sockets.");

    private readonly Option<string> _frrConfDir = Folder("--frr-conf-dir", Defaults.ConfDir, "FRR's own folder, for its vtysh.conf.");

    private readonly Option<string> _frrBinDir = Folder("--frr-bin-dir", Defaults.BinDir, "The folder of vtysh.");

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_vtysh);
        command.Options.Add(_vtySocket);
        command.Options.Add(_frrConfDir);
        command.Options.Add(_frrBinDir);
    }

    /// <summary>True when the live FRR is wanted.</summary>
    public bool IsLive(ParseResult line) => line.GetValue(_vtysh);

    /// <summary>What the live FRR runs. Throws <see cref="UsageException"/>.</summary>
    public async Task<RunningSide> ReadAsync(ParseResult line, CancellationToken cancellationToken)
    {
        var reader = new RunningReader(
            Path.GetFullPath(line.GetValue(_vtySocket)!),
            Path.GetFullPath(line.GetValue(_frrConfDir)!),
            Path.GetFullPath(line.GetValue(_frrBinDir)!),
            new ProcessRunner(TimeProvider.System));
        var (running, problem) = await reader.ReadAsync(cancellationToken);
        return running is null ? throw new UsageException($"--vtysh: {problem}") : new RunningSide("vtysh", running);
    }

    private static Option<string> Folder(string name, string fallback, string description) => new(name)
    {
        HelpName = "DIR",
        Description = description,
        DefaultValueFactory = _ => fallback,
    };
}
