using System.Globalization;
using System.Net;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary>What <c>explain</c> was asked about, found in the outcome.</summary>
/// <param name="Lines">The lines, with their numbers in the configuration, counted from 1.</param>
/// <param name="Facts">The merged values of a neighbor.</param>
/// <param name="Problems">Refusals that concern a neighbor, with the object that was refused.</param>
internal sealed record ExplainSubject(
    IReadOnlyList<(int Number, RenderedLine Line)> Lines,
    IReadOnlyList<MergedFact> Facts,
    IReadOnlyList<(string Object, Problem Problem)> Problems)
{
    /// <summary>A number is a line's number; a text that some line has is that line; anything else is a neighbor.</summary>
    public static ExplainSubject Parse(string subject, NodeResult result)
    {
        var lines = result.Lines.Select((line, index) => (Number: index + 1, Line: line)).ToList();
        var wanted = subject.Trim();
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new ExplainSubject(lines.Where(line => line.Number == number).ToList(), [], []);
        }

        var placed = wanted.Contains(RunningLines.Separator, StringComparison.Ordinal)
            ? RunningLines.Of(wanted, Document.Parse(result.Text)).Select(line => line.Number).ToHashSet()
            : [];
        var equal = lines.Where(line => line.Line.Text.Trim() == wanted || placed.Contains(line.Number)).ToList();
        return equal.Count > 0 ? new ExplainSubject(equal, [], []) : Neighbor(wanted, lines, result);
    }

    private static ExplainSubject Neighbor(
        string wanted, List<(int Number, RenderedLine Line)> lines, NodeResult result)
    {
        var parts = wanted.Split(" vrf ", 2, StringSplitOptions.TrimEntries);
        var name = IPAddress.TryParse(parts[0], out var address) ? address.ToString() : parts[0];
        var vrf = parts.ElementAtOrDefault(1);
        return new ExplainSubject(
            lines.Where(line => IsOf(line.Line.Neighbor.Split(" vrf ", 2))).ToList(),
            result.Merged
                .Where(fact => fact.Section == "neighbor" && IsOf([fact.Key, fact.Router == "default" ? "" : fact.Router]))
                .ToList(),
            result.Objects
                .SelectMany(report => report.Problems.Select(problem => (ProblemText.IdOf(report), problem)))
                .Where(found => Mentions(found.problem, name))
                .ToList());

        bool IsOf(string[] found) =>
            found[0] == name && (vrf is null || vrf == found.ElementAtOrDefault(1) || (vrf == "default" && found.Length == 1));
    }

    private static bool Mentions(Problem problem, string neighbor) =>
        problem.Message.Split(' ', '`', ',', ':', '(', ')').Contains(neighbor, StringComparer.Ordinal)
        || problem.Message.Contains($"`{neighbor}`", StringComparison.Ordinal);
}
