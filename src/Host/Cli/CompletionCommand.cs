using System.CommandLine;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s completion</c>: prints the script by which a shell completes what is typed.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Examples =
    [
        "frrk8s completion bash > /etc/bash_completion.d/frrk8s",
        "frrk8s completion zsh > \"${fpath[1]}/_frrk8s\"",
        "frrk8s completion fish > ~/.config/fish/completions/frrk8s.fish",
    ];

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", CompletionScripts.All.Keys)}." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = new Command(
            "completion",
            "Print a script with which bash, zsh or fish complete commands, options and values. kubectl completes the plugin by itself where a link of the "
            + "name kubectl_complete-frrk8s to this program is on the PATH.");
        command.Arguments.Add(shell);
        HelpExamples.Add(command, Examples);
        command.SetAction(async (line, cancellationToken) =>
        {
            await terminal.Out.WriteAsync(CompletionScripts.All[line.GetValue(shell)!].AsMemory(), cancellationToken);
            return ExitCodes.Accepted;
        });
        return command;
    }
}
