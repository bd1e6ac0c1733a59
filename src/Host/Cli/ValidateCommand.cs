using System.CommandLine;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s validate</c>: one line an object, what is wrong, and a count. Prints no configuration.</summary>
internal static class ValidateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var input = new InputOptions();
        var output = RenderCommand.OutputOption("text", "json");
        var command = new Command("validate", "Say of each object whether a node takes it, and why not.");
        input.AddTo(command);
        command.Options.Add(output);
        command.SetAction(async (line, cancellationToken) =>
        {
            var compilation = await input.CompileAsync(line, terminal, cancellationToken);
            if (line.GetValue(output) == "json")
            {
                await terminal.Out.WriteAsync(JsonDocumentText.Of(writer => ProblemJson.Write(writer, compilation)));
                return compilation.IsAccepted ? ExitCodes.Accepted : ExitCodes.Refused;
            }

            await RenderCommand.WriteProblemsAsync(terminal, compilation);
            var objects = compilation.Result.Objects;
            foreach (var report in objects)
            {
                await terminal.Out.WriteLineAsync($"{ProblemText.IdOf(report)}: {Word(report.Verdict)}");
            }

            var files = compilation.Files.Count(problem => problem.IsError);
            await terminal.Out.WriteLineAsync(
                $"{Count(Verdict.Accepted)} accepted, {Count(Verdict.Refused)} refused, "
                + $"{Count(Verdict.NotSelected)} not for this node, {files} unreadable");
            return compilation.IsAccepted ? ExitCodes.Accepted : ExitCodes.Refused;

            int Count(Verdict verdict) => objects.Count(report => report.Verdict == verdict);
        });
        return command;
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Accepted => "accepted",
        Verdict.Refused => "refused",
        _ => "not for this node",
    };
}
