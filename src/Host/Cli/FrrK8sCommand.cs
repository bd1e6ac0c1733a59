using System.CommandLine;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Cli;

/// <summary>The whole command line. Whatever goes wrong in a foreseen way becomes one line on the standard error and an exit code.</summary>
internal static class FrrK8sCommand
{
    /// <summary>Runs a command line; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Merges FRRConfiguration objects into the FRR configuration of a node and brings FRR there.");
        root.Subcommands.Add(RenderCommand.Create(terminal));
        root.Subcommands.Add(ValidateCommand.Create(terminal));
        root.Subcommands.Add(MergeCommand.Create(terminal));
        root.Subcommands.Add(ExplainCommand.Create(terminal));
        root.Subcommands.Add(ParseCommand.Create(terminal));
        root.Subcommands.Add(FmtCommand.Create(terminal));
        root.Subcommands.Add(DiffCommand.Create(terminal));
        root.Subcommands.Add(DriftCommand.Create(terminal));
        root.Subcommands.Add(ProveCommand.Create(terminal));
        root.Subcommands.Add(StatusCommand.Create(terminal));
        root.Subcommands.Add(DaemonCommand.Create(terminal));
        foreach (var command in ControllerCommand.Create(terminal))
        {
            root.Subcommands.Add(command);
        }

        root.Subcommands.Add(CompletionCommand.Create(terminal));
        if (arguments is [Completion.Command, ..] || terminal.Program == ProgramName.Completer)
        {
            foreach (var candidate in Completion.Of(root, arguments is [Completion.Command, .. var words] ? words : arguments))
            {
                await terminal.Out.WriteLineAsync(candidate);
            }

            return ExitCodes.Accepted;
        }

        HelpText.AddTo(root, terminal);
        var line = root.Parse(arguments);
        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors)
            {
                await terminal.Error.WriteLineAsync($"error: {OneLine(error.Message)}");
            }

            await terminal.Error.WriteLineAsync($"see `{Path(line, terminal)} --help`");
            return ExitCodes.Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                // The daemon's own host listens to signals; a one-shot command just ends.
                ProcessTerminationTimeout = null,
            };
            return await line.InvokeAsync(invocation, cancellationToken);
        }
        catch (Exception problem) when (problem is UsageException or InputException or ApiException)
        {
            await terminal.Error.WriteLineAsync($"error: {problem.Message}");
            return ExitCodes.Usage;
        }
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static string Path(ParseResult line, Terminal terminal) =>
        line.CommandResult.Command is RootCommand ? terminal.Program : $"{terminal.Program} {line.CommandResult.Command.Name}";
}
