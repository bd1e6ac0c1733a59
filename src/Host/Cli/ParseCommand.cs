using System.CommandLine;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s parse</c>: how FRR's configuration text is understood, line by line. Shows no password.</summary>
internal static class ParseCommand
{
    private static readonly string[] Examples =
    [
        "frrk8s parse /etc/frr/frr.conf",
        "frrk8s render -f samples | frrk8s parse -",
        "frrk8s parse --check -o json *.conf",
    ];

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE|-")
        {
            Description = "Texts of FRR configurations; - is the standard input. Several with --check only.",
            Arity = ArgumentArity.OneOrMore,
        };
        var check = new Option<bool>("--check")
        {
            Description = "Only say of each file whether it is printed back byte for byte, and how much of it is understood.",
        };
        var output = RenderCommand.OutputOption("text", "json");
        var command = new Command("parse", "Print a configuration as a tree, each statement with how far it is understood.");
        command.Arguments.Add(files);
        command.Options.Add(check);
        command.Options.Add(output);
        HelpExamples.Add(command, Examples);
        command.SetAction((line, cancellationToken) =>
        {
            var paths = line.GetValue(files)!;
            var isJson = line.GetValue(output) == "json";
            if (line.GetValue(check))
            {
                return CheckAsync(paths, isJson, terminal, cancellationToken);
            }

            return paths is [var path]
                ? PrintAsync(path, isJson, terminal, cancellationToken)
                : throw new UsageException($"{paths.Length} files are given; one is wanted, or several with --check");
        });
        return command;
    }

    private static async Task<int> PrintAsync(string path, bool isJson, Terminal terminal, CancellationToken cancellationToken)
    {
        var file = new ParsedFile(await ConfigurationFile.ReadAsync(path, terminal, cancellationToken));
        await terminal.Out.WriteAsync(isJson ? JsonDocumentText.Of(file.WriteTree) : Lines(file.Tree()));
        return ExitCodes.Accepted;
    }

    private static async Task<int> CheckAsync(string[] paths, bool isJson, Terminal terminal, CancellationToken cancellationToken)
    {
        var roundTrips = true;
        foreach (var path in paths)
        {
            var file = new ParsedFile(await ConfigurationFile.ReadAsync(path, terminal, cancellationToken));
            await terminal.Out.WriteAsync(isJson ? JsonDocumentText.LineOf(file.WriteCheck) : Lines(file.Check()));
            roundTrips &= file.RoundTrips;
        }

        return roundTrips ? ExitCodes.Accepted : ExitCodes.Refused;
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
