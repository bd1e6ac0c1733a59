using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FrrK8s.Host.Cli;

/// <summary>Help under the name that the user typed, which as a plugin of kubectl is not that of the file.</summary>
internal sealed class HelpText(SynchronousCommandLineAction help, string program) : SynchronousCommandLineAction
{
    private const string Indent = "  ";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command and all below it their help.</summary>
    public static void AddTo(Command command, Terminal terminal)
    {
        foreach (var option in command.Options.OfType<HelpOption>())
        {
            option.Action = new HelpText((SynchronousCommandLineAction)option.Action!, terminal.Program);
        }

        foreach (var inner in command.Subcommands)
        {
            AddTo(inner, terminal);
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        try
        {
            return help.Invoke(parseResult);
        }
        finally
        {
            configuration.Output = output;
            output.Write(string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(Named)));
        }
    }

    private string Named(string line) =>
        StartsWith(line, RootCommand.ExecutableName) ? $"{Indent}{program}{line[(Indent.Length + RootCommand.ExecutableName.Length)..]}"
        : StartsWith(line, ProgramName.Usual) ? $"{Indent}{program}{line[(Indent.Length + ProgramName.Usual.Length)..]}"
        : line;

    private static bool StartsWith(string line, string name) =>
        line.StartsWith($"{Indent}{name} ", StringComparison.Ordinal) || line == $"{Indent}{name}";
}
