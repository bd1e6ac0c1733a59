using System.CommandLine;
using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Cli;

/// <summary>The options of <c>drift</c> and <c>explain</c> that say where FRR is.</summary>
internal sealed class RunningOptions
{
    private static readonly FrrSettings Defaults = new() { WorkDir = "" };

    private readonly Option<bool> _vtysh = new("--vtysh") { Description = "Take what the FRR of this machine runs. Nothing is changed." };

    private readonly Option<string> _vtySocket = Folder("--vty-socket", Defaults.VtySocket, "The folder of FRR's vty sockets.");

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_vtysh);
        command.Options.Add(_vtySocket);
    }

    /// <summary>True when the live FRR is wanted.</summary>
    public bool IsLive(ParseResult line) => line.GetValue(_vtysh);

    /// <summary>What the live FRR runs. Throws <see cref="UsageException"/>.</summary>
    public async Task<RunningSide> ReadAsync(ParseResult line, CancellationToken cancellationToken)
    {
        var settings = Defaults with { VtySocket = Path.GetFullPath(line.GetValue(_vtySocket)!) };
        try
        {
            var reader = new FrrReader(settings, new VtyClient(settings, TimeProvider.System));
            return new RunningSide("vtysh", await reader.ReadAsync(new HashSet<string>(StringComparer.Ordinal), cancellationToken));
        }
        catch (VtyException problem)
        {
            throw new UsageException($"--vtysh: {problem.Message}");
        }
    }

    private static Option<string> Folder(string name, string fallback, string description) => new(name)
    {
        HelpName = "DIR",
        Description = description,
        DefaultValueFactory = _ => fallback,
    };
}
