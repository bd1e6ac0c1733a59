using System.CommandLine;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Node;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s explain</c>: who wants a line, or everything that concerns a neighbor. Shows no password.</summary>
internal static class ExplainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var subject = new Argument<string>("LINE|NEIGHBOR")
        {
            Description = "A line of the rendered configuration, its number, or a neighbor's address or interface "
                + "(` vrf NAME` behind it outside the default VRF; all VRFs without).",
        };
        var input = new InputOptions();
        var command = new Command("explain", "Say which objects a line of the configuration comes from, or who claims what of a neighbor.");
        command.Arguments.Add(subject);
        input.AddTo(command);
        command.SetAction(async (line, cancellationToken) =>
        {
            var compilation = await input.CompileAsync(line, terminal, cancellationToken);
            var wanted = ExplainSubject.Parse(line.GetValue(subject)!, compilation.Result);
            if (wanted.Lines.Count == 0 && wanted.Problems.Count == 0)
            {
                throw new UsageException(
                    $"nothing in the configuration concerns `{line.GetValue(subject)}`; "
                    + "a line as `render` prints it, its number, or a neighbor's address or interface is wanted");
            }

            await WriteAsync(terminal.Out, wanted, compilation);
            return ExitCodes.Accepted;
        });
        return command;
    }

    private static async Task WriteAsync(TextWriter output, ExplainSubject subject, Compilation compilation)
    {
        foreach (var (number, line) in subject.Lines)
        {
            await output.WriteLineAsync($"{number}: {SecretMask.MaskConfiguration(line.Text)}");
            if (line.Sources.Count == 0)
            {
                await output.WriteLineAsync(
                    line.Neighbor.Length == 0 ? "    every node has this line" : "    every neighbor has this line");
            }

            foreach (var claim in line.Sources)
            {
                await output.WriteLineAsync($"    {Claim(claim, compilation)}");
            }
        }

        if (subject.Facts.Count > 0)
        {
            await output.WriteLineAsync("merged:");
        }

        foreach (var fact in subject.Facts)
        {
            await output.WriteLineAsync($"  {fact.Field} = {ProblemText.OneLine(fact.Value)} [{fact.Rule}]");
            foreach (var claim in fact.Claims)
            {
                await output.WriteLineAsync($"    {Claim(claim, compilation)}");
            }
        }

        if (subject.Problems.Count > 0)
        {
            await output.WriteLineAsync("refused:");
        }

        foreach (var (id, problem) in subject.Problems)
        {
            await output.WriteLineAsync($"  {id}: {problem.Path}: {problem.Message}");
            foreach (var claim in problem.Claims)
            {
                await output.WriteLineAsync($"    {Claim(claim, compilation)}");
            }
        }
    }

    private static string Claim(ClaimInfo claim, Compilation compilation)
    {
        var places = compilation.PlacesOf(claim.Object, claim.Path);
        return places.Count == 0 ? ProblemText.Claim(claim) : $"{ProblemText.Claim(claim)} ({string.Join(", ", places)})";
    }
}
