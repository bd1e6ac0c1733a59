using System.CommandLine;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s daemon</c>.</summary>
internal static class DaemonCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => new("daemon", "x" + (terminal is null));
}
