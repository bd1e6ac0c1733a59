using System.CommandLine;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s fmt</c>: a configuration in FRR's own layout. What it says, and in which order, stays. Prints passwords, as they are part of it.</summary>
internal static class FmtCommand
{
    private static readonly string[] Examples =
    [
        "frrk8s fmt frr.conf",
        "frrk8s fmt < frr.conf",
        "frrk8s fmt --check /etc/frr/frr.conf",
        "frrk8s fmt --write frr.conf",
    ];

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("FILE|-")
        {
            Description = "The text of a configuration; - is the standard input.",
            DefaultValueFactory = _ => ConfigurationFile.StandardInput,
        };
        var check = new Option<bool>("--check") { Description = "Print nothing; exit code 1 says that the layout is another one." };
        var write = new Option<bool>("--write") { Description = "Write the file anew instead of printing it, when its layout is another one." };
        var command = new Command("fmt", "Lay out a configuration as FRR does. Its statements, their order and the comments stay.");
        command.Arguments.Add(path);
        command.Options.Add(check);
        command.Options.Add(write);
        HelpExamples.Add(command, Examples);
        command.SetAction(async (line, cancellationToken) =>
        {
            var (isCheck, isWrite) = (line.GetValue(check), line.GetValue(write));
            if (isWrite && (isCheck || line.GetValue(path) == ConfigurationFile.StandardInput))
            {
                throw new UsageException(
                    isCheck ? "--check and --write are both given; one is allowed" : "--write wants a FILE: the standard input cannot be written");
            }

            var file = await ConfigurationFile.ReadAsync(line.GetValue(path)!, terminal, cancellationToken);
            var text = CanonicalLayout.Of(file.Document);
            var isSame = string.Equals(text, file.Content.Reveal(), StringComparison.Ordinal);
            if (isCheck)
            {
                return isSame ? ExitCodes.Accepted : await OtherAsync(file, terminal);
            }

            if (!isWrite)
            {
                await PrintAsync(file.BytesOf(text), text, terminal, cancellationToken);
            }
            else if (!isSame)
            {
                Write(file.Name, file.BytesOf(text));
            }

            return ExitCodes.Accepted;
        });
        return command;
    }

    private static async Task<int> OtherAsync(ConfigurationFile file, Terminal terminal)
    {
        await terminal.Error.WriteLineAsync($"`{file.Name}` is not in FRR's layout; `frrk8s fmt --write` writes it so");
        return ExitCodes.Refused;
    }

    private static async Task PrintAsync(byte[] bytes, string text, Terminal terminal, CancellationToken cancellationToken)
    {
        if (terminal.OutBytes is { } output)
        {
            await output.WriteAsync(bytes, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        else
        {
            await terminal.Out.WriteAsync(text);
        }
    }

    private static void Write(string path, byte[] bytes)
    {
        try
        {
            // In place: owner, mode and links stay as FRR needs them.
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the file `{path}` cannot be written: {refused.Message}");
        }
    }
}
