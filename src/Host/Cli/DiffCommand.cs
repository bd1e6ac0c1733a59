using System.CommandLine;
using FrrK8s.FrrParser.Compare;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s diff</c>: in what two configurations differ for FRR, whatever their spelling and order.</summary>
internal static class DiffCommand
{
    private static readonly string[] Examples =
    [
        "frrk8s diff intended.conf running.conf",
        "vtysh -c 'show running-config' | frrk8s diff intended.conf -",
        "frrk8s diff intended.conf running.conf --own all",
        "frrk8s diff intended.conf running.conf --commands > change.conf",
    ];

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var intended = Side("INTENDED", "What FRR should run: the text of a configuration; - is the standard input.");
        var running = Side("RUNNING", "What it runs, for example what `show running-config` prints; - is the standard input.");
        var (own, output) = (new OwnOption(), new DifferenceOutput());
        var command = new Command(
            "diff", "Say in what two configurations differ in meaning. Exit code 0: in nothing, 1: in something, 2: they cannot be compared.");
        command.Arguments.Add(intended);
        command.Arguments.Add(running);
        own.AddTo(command);
        output.AddTo(command);
        HelpExamples.Add(command, Examples);
        command.SetAction(async (line, cancellationToken) =>
        {
            var (wanted, actual) = (line.GetValue(intended)!, line.GetValue(running)!);
            if (wanted == ConfigurationFile.StandardInput && actual == wanted)
            {
                throw new UsageException("INTENDED and RUNNING are both `-`; one of them can be the standard input");
            }

            var ownership = own.Read(line);
            var left = await ConfigurationFile.ReadAsync(wanted, terminal, cancellationToken);
            var right = await ConfigurationFile.ReadAsync(actual, terminal, cancellationToken);
            var comparison = Comparison.Of(left.Document, right.Document, ownership);
            return await output.WriteAsync(line, terminal, comparison, right.Name, left.Name);
        });
        return command;
    }

    private static Argument<string> Side(string name, string description) => new(name) { Description = description };
}
