using System.CommandLine;
using FrrK8s.Host.Node;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s render</c>: manifests in, frr.conf out. What was refused goes to the standard error, the rest is rendered.</summary>
internal static class RenderCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var input = new InputOptions();
        var explain = new Option<bool>("--explain")
        {
            Description = "Put a comment above each group of lines that names the objects and fields it comes from.",
        };
        var output = OutputOption("text", "json");
        var command = new Command("render", "Print the frr.conf that a node gets from a set of manifests, with its passwords.");
        input.AddTo(command);
        command.Options.Add(explain);
        command.Options.Add(output);
        command.SetAction(async (line, cancellationToken) =>
        {
            var compilation = await input.CompileAsync(line, terminal, cancellationToken);
            var text = compilation.Result.Frozen ? "" : line.GetValue(explain)
                ? ExplainedText.From(compilation.Result)
                : compilation.Result.Text;
            if (line.GetValue(output) == "json")
            {
                await terminal.Out.WriteAsync(JsonDocumentText.Of(writer =>
                {
                    writer.WriteString("config", text);
                    ProblemJson.Write(writer, compilation);
                }));
            }
            else
            {
                await terminal.Out.WriteAsync(text);
                await WriteProblemsAsync(terminal, compilation);
            }

            return compilation.IsAccepted ? ExitCodes.Accepted : ExitCodes.Refused;
        });
        return command;
    }

    /// <summary>The <c>-o</c> option with its allowed values; the first is the default.</summary>
    public static Option<string> OutputOption(params string[] formats)
    {
        var output = new Option<string>("--output", "-o")
        {
            HelpName = string.Join('|', formats),
            Description = "The form of the output.",
            DefaultValueFactory = _ => formats[0],
        };
        output.AcceptOnlyFromAmong(formats);
        return output;
    }

    /// <summary>Writes everything that is wrong to the standard error.</summary>
    public static async Task WriteProblemsAsync(Terminal terminal, Compilation compilation)
    {
        foreach (var problem in ProblemText.Lines(compilation))
        {
            await terminal.Error.WriteLineAsync(problem);
        }

        if (compilation.Result.Frozen)
        {
            await terminal.Error.WriteLineAsync(
                "frozen: something was refused, so a node under `--conflict-policy freeze` keeps its last good configuration");
        }
    }
}
