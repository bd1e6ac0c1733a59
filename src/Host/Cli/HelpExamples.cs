using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FrrK8s.Host.Cli;

/// <summary>The help of a command with examples below it.</summary>
internal sealed class HelpExamples(HelpAction help, IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command its examples.</summary>
    public static void Add(Command command, IReadOnlyList<string> examples)
    {
        var option = new HelpOption();
        option.Action = new HelpExamples((HelpAction)option.Action!, examples);
        command.Options.Add(option);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return code;
    }
}
