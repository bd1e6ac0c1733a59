using System.CommandLine;
using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Cli;

/// <summary>The options that say which FRR of the machine is meant.</summary>
internal sealed class FrrOptions
{
    private readonly Option<string> _vtySocket = new("--vty-socket")
    {
        HelpName = "DIR",
        Description = "The folder of FRR's vty sockets.",
        DefaultValueFactory = _ => new FrrSettings { WorkDir = "" }.VtySocket,
    };

    private readonly Option<string?> _pathspace = new("--frr-pathspace")
    {
        HelpName = "NAME",
        Description = "The pathspace of FRR (`-N NAME` of its daemons): the folder of that name inside FRR's folders. Default: none.",
    };

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_vtySocket);
        command.Options.Add(_pathspace);
    }

    /// <summary>The settings with FRR's folders as they are in its pathspace. Throws <see cref="UsageException"/>.</summary>
    public FrrSettings Read(ParseResult line, FrrSettings settings)
    {
        var pathspace = line.GetValue(_pathspace) ?? "";
        if (pathspace is "." or ".." || pathspace.Contains('/', StringComparison.Ordinal))
        {
            throw new UsageException($"{_pathspace.Name}: `{pathspace}` is no name of a folder");
        }

        return settings with
        {
            VtySocket = Path.Combine(Path.GetFullPath(line.GetValue(_vtySocket)!), pathspace),
            ConfDir = Path.Combine(settings.ConfDir, pathspace),
        };
    }
}
