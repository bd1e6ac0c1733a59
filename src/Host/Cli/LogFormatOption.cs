using System.CommandLine;
using FrrK8s.Host.Node;

namespace FrrK8s.Host.Cli;

/// <summary><c>--log-format</c> of the commands that run on and on.</summary>
internal sealed class LogFormatOption
{
    private readonly Option<string?> _option = ChoiceOption.Of<LogFormat>(
        "--log-format", usual: null, "How the log is written: as text, or as one JSON object a line. Default: text on a terminal, else JSON.");

    /// <summary>Declares the option on a command.</summary>
    public void AddTo(Command command) => command.Options.Add(_option);

    /// <summary>What the command line says, or what suits the terminal.</summary>
    public LogFormat Read(ParseResult line, Terminal terminal) =>
        ChoiceOption.Read<LogFormat>(line, _option) ?? (terminal.ShowsProgress ? LogFormat.Text : LogFormat.Json);
}
