using System.CommandLine;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Node;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s explain</c>: who wants a line, or everything that concerns a neighbor. Shows no password.</summary>
internal static class ExplainCommand
{
    private static readonly string[] Examples =
    [
        "frrk8s explain 172.18.0.5 -f samples",
        "frrk8s explain 'neighbor 172.18.0.5 remote-as 64512' --node worker-1",
        "frrk8s explain 'router bgp 64512 / address-family ipv4 unicast / network 192.168.2.0/24' --node worker-1",
        "frrk8s explain 42 -f samples --node-name node --vtysh",
    ];

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var subject = new Argument<string>("LINE|NEIGHBOR")
        {
            Description = "A line of the configuration, alone or behind the lines around it with ` / ` between, or its number; or a neighbor's address or "
                + "interface (` vrf NAME` behind it outside the default VRF; all VRFs without). With --node and --vtysh it is a line of what runs, else of "
                + "what is rendered.",
        };
        var input = new InputOptions(isRequired: false);
        var (cluster, live) = (new ClusterInput(), new RunningOptions());
        var command = new Command("explain", "Say which objects a line of the configuration comes from, or who claims what of a neighbor.");
        command.Arguments.Add(subject);
        cluster.AddTo(command);
        input.AddTo(command);
        live.AddTo(command);
        HelpExamples.Add(command, Examples);
        command.SetAction(async (line, cancellationToken) =>
        {
            var (compilation, running) = await ReadAsync(line, input, cluster, live, terminal, cancellationToken);
            if (running is not null && new RunningExplanation(compilation, running).Of(line.GetValue(subject)!) is { Count: > 0 } explained)
            {
                foreach (var text in explained)
                {
                    await terminal.Out.WriteLineAsync(text);
                }

                return ExitCodes.Accepted;
            }

            if (running is not null && int.TryParse(line.GetValue(subject), System.Globalization.NumberStyles.None, null, out var number))
            {
                throw new UsageException($"{running.Name} has no line {number}");
            }

            var wanted = ExplainSubject.Parse(line.GetValue(subject)!, compilation.Result);
            if (wanted.Lines.Count == 0 && wanted.Problems.Count == 0)
            {
                throw new UsageException(
                    $"nothing in the configuration concerns `{line.GetValue(subject)}`; "
                    + $"a line {(running is null ? "as `render` prints it" : $"of {running.Name}")}, its number, or a neighbor's address or interface is wanted");
            }

            await WriteAsync(terminal.Out, wanted, compilation);
            return ExitCodes.Accepted;
        });
        return command;
    }

    private static async Task<(Compilation Compilation, RunningSide? Running)> ReadAsync(
        ParseResult line, InputOptions input, ClusterInput cluster, RunningOptions live, Terminal terminal, CancellationToken cancellationToken)
    {
        var hasFiles = input.Files(line).Count > 0;
        if (cluster.Node(line) is { } node)
        {
            if (hasFiles || live.IsLive(line))
            {
                throw new UsageException("--node: objects and what runs are read through the API; -f and --vtysh have no place beside it");
            }

            return await cluster.ReadAsync(line, node, input.Node(line), cancellationToken);
        }

        if (!hasFiles)
        {
            throw new UsageException("where the objects are is not given; -f FILE for manifests or --node NAME for a node of the cluster is wanted");
        }

        var compilation = await input.CompileAsync(line, terminal, cancellationToken);
        return (compilation, live.IsLive(line) ? await live.ReadAsync(line, cancellationToken) : null);
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

    /// <summary>A claim on one line, with where it stands when that is a file.</summary>
    public static string Claim(ClaimInfo claim, Compilation compilation)
    {
        // An object of the API server stands in no file, and its name is said already.
        var places = compilation.PlacesOf(claim.Object, claim.Path).Where(place => place.Line > 0).ToList();
        return places.Count == 0 ? ProblemText.Claim(claim) : $"{ProblemText.Claim(claim)} ({string.Join(", ", places)})";
    }
}
