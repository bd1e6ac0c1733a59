using System.CommandLine;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Remediation;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary>The options of <c>diff</c> and <c>drift</c> that say in which form differences are printed, and the printing.</summary>
internal sealed class DifferenceOutput
{
    private readonly Option<bool> _commands = new("--commands")
    {
        Description = "Print what brings the running configuration to the intended one, as `vtysh -f` takes it, with its passwords.",
    };

    private readonly Option<string> _format = RenderCommand.OutputOption("text", "json");

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_commands);
        command.Options.Add(_format);
    }

    /// <summary>True when commands are wanted. Throws <see cref="UsageException"/> when another form is wanted too.</summary>
    public bool WantsCommands(ParseResult line)
    {
        var wanted = line.GetValue(_commands);
        return wanted && line.GetValue(_format) == "json"
            ? throw new UsageException("--commands and -o json are two forms of the output; one is allowed")
            : wanted;
    }

    /// <summary>Prints the differences; returns the exit code.</summary>
    public async Task<int> WriteAsync(
        ParseResult line, Terminal terminal, Comparison comparison, string running, string intended,
        Func<Difference, IReadOnlyList<ClaimInfo>>? wantedBy = null)
    {
        if (WantsCommands(line))
        {
            await terminal.Out.WriteAsync(RemediationPlan.Of(comparison).ToString());
        }
        else if (line.GetValue(_format) == "json")
        {
            await terminal.Out.WriteAsync(
                JsonDocumentText.Of(writer => DifferenceJson.Write(writer, comparison.Differences, wantedBy)));
        }
        else
        {
            var text = new DifferenceText(terminal.IsColored, difference => Sources(wantedBy?.Invoke(difference)));
            foreach (var written in text.Lines(running, intended, comparison.Differences))
            {
                await terminal.Out.WriteLineAsync(written);
            }
        }

        return comparison.IsEmpty ? ExitCodes.Accepted : ExitCodes.Refused;
    }

    private static IEnumerable<string> Sources(IReadOnlyList<ClaimInfo>? claims) =>
        (claims ?? []).Select(claim => $"{claim.Object} {claim.Path}").Distinct();
}
