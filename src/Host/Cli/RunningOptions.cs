using System.CommandLine;
using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Cli;

/// <summary>The options of <c>drift</c> and <c>explain</c> that say where FRR is.</summary>
internal sealed class RunningOptions
{
    private static readonly FrrSettings Defaults = new() { WorkDir = "" };

    private readonly Option<bool> _vtysh = new("--vtysh") { Description = "Take what the FRR of this machine runs. Nothing is changed." };

    private readonly FrrOptions _frr = new();

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_vtysh);
        _frr.AddTo(command);
    }

    /// <summary>True when the live FRR is wanted.</summary>
    public bool IsLive(ParseResult line) => line.GetValue(_vtysh);

    /// <summary>What the live FRR runs. Throws <see cref="UsageException"/>.</summary>
    public async Task<RunningSide> ReadAsync(ParseResult line, CancellationToken cancellationToken)
    {
        var settings = _frr.Read(line, Defaults);
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
}
