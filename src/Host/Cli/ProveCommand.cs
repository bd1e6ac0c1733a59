using System.CommandLine;
using FrrK8s.Host.Node;
using FrrK8s.Host.Prove;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s prove</c>: tries the laws of merging and of remediation on the user's own objects. Needs no FRR and shows no password.</summary>
internal static class ProveCommand
{
    private const int MostCases = 1_000_000;

    private static readonly string[] Examples =
    [
        "frrk8s prove -f samples --node-labels role=worker",
        "frrk8s prove -f samples --cases 1000 --seed 7",
        "kubectl get frrconfigurations -A -o yaml | frrk8s prove -f - --node-name node",
    ];

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var input = new InputOptions();
        var cases = new Option<int>("--cases")
        {
            HelpName = "N",
            Description = $"How many cases a law is tried on (1..{MostCases}); all that there are when they are fewer.",
            DefaultValueFactory = _ => 200,
        };
        var seed = new Option<int?>("--seed")
        {
            HelpName = "N",
            Description = "Draws the same cases again. Default: another one each time; it is printed.",
        };
        var command = new Command(
            "prove", "Try the laws of merging and of remediation on your own objects. Exit code 0: all hold, 1: one does not, 2: nothing to try.");
        input.AddTo(command);
        command.Options.Add(cases);
        command.Options.Add(seed);
        HelpExamples.Add(command, Examples);
        command.SetAction(async (line, cancellationToken) =>
        {
            var wanted = line.GetValue(cases);
            if (wanted is < 1 or > MostCases)
            {
                throw new UsageException($"--cases: `{wanted}` is out of range; 1..{MostCases} is allowed");
            }

            var settings = input.Node(line);
            var catalog = await input.ReadAsync(line, input.Files(line), terminal, cancellationToken);
            var subject = await SubjectAsync(catalog, settings, terminal);
            return await ProveAsync(subject, wanted, line.GetValue(seed) ?? Random.Shared.Next(), terminal, cancellationToken);
        });
        return command;
    }

    private static async Task<ProofSubject> SubjectAsync(ManifestCatalog catalog, NodeSettings settings, Terminal terminal)
    {
        var problems = catalog.Problems.ToList();
        var subject = new ProofSubject(NodeCompiler.InputOf(catalog, settings, problems));
        foreach (var problem in problems)
        {
            await terminal.Error.WriteLineAsync($"{(problem.IsError ? "error" : "warning")}: {problem.Place}: {problem.Message}");
        }

        return subject.Count > 0
            ? subject
            : throw new UsageException("no FRRConfiguration among the manifests is for this node: there is nothing to try");
    }

    private static async Task<int> ProveAsync(
        ProofSubject subject, int cases, int seed, Terminal terminal, CancellationToken cancellationToken)
    {
        var bar = new ProgressBar(terminal);
        var (sum, broken) = (0, 0);
        foreach (var (at, law) in ProofLaws.All.Index())
        {
            var outcome = ProofOutcome.Of(
                law,
                subject,
                new ProofSampler(subject.ByAge, cases, seed),
                tried => bar.Show((at + Math.Min(1.0, (double)tried / cases)) / ProofLaws.All.Count, $"law {at + 1} of {ProofLaws.All.Count}, case {tried}"),
                cancellationToken);
            bar.Clear();
            foreach (var written in Lines(outcome, subject))
            {
                await terminal.Out.WriteLineAsync(written);
            }

            sum += outcome.Cases;
            broken += outcome.Counterexample is null ? 0 : 1;
        }

        await terminal.Out.WriteLineAsync(
            $"{ProofLaws.All.Count - broken} laws hold, {broken} broken: {subject.Count} objects, {sum} cases, seed {seed}");
        return broken == 0 ? ExitCodes.Accepted : ExitCodes.Refused;
    }

    private static IEnumerable<string> Lines(ProofOutcome outcome, ProofSubject subject)
    {
        yield return $"{(outcome.Counterexample is null ? "holds " : "broken")}  {outcome.Law.Sentence} ({outcome.Cases} cases)";
        if (outcome.Counterexample is not { } found)
        {
            yield break;
        }

        yield return $"        smallest case: {Names(found.First)}";
        if (outcome.Law.IsOfTwo)
        {
            yield return $"        and then: {Names(found.Second)}";
        }

        foreach (var line in outcome.Why.Split('\n'))
        {
            yield return $"        {line}";
        }

        string Names(IReadOnlyList<int> objects) =>
            objects.Count == 0 ? "no object" : string.Join(", ", objects.Select(subject.NameOf));
    }
}
