using System.Globalization;
using System.Text.RegularExpressions;

namespace FrrK8s.Host.Frr;

/// <summary>What a scratch daemon said about a text.</summary>
/// <param name="FirstRefused">The first line that it did not take, counted from 1; 0 when it took all.</param>
/// <param name="IsUnknown">It does not know the last line that it did not take, which is another thing than refusing it.</param>
/// <param name="Words">What it said, without its log.</param>
/// <param name="Failure">Why it says nothing, in one line; else empty.</param>
internal sealed partial record ScratchAnswer(int FirstRefused, bool IsUnknown, IReadOnlyList<string> Words, string Failure)
{
    /// <summary>Reads what it wrote.</summary>
    public static ScratchAnswer Of(ProcessResult result)
    {
        if (result is not { ExitCode: 0, Failure: "" })
        {
            var why = result.Failure.Length > 0 ? result.Failure : $"exit code {result.ExitCode}: {WordsIn(result.Error).LastOrDefault()}";
            return new ScratchAnswer(0, false, [], why);
        }

        var refused = Refusal().Matches(result.Error);
        return new ScratchAnswer(
            refused.Select(match => int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty().Min(),
            refused.Any(match => match.Groups["kind"].Value is "No such command" or "Ambiguous command" or "Command returned Incomplete"),
            WordsIn(result.Error),
            "");
    }

    private static List<string> WordsIn(string error) =>
        [.. error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !LogLine().IsMatch(line))];

    // Not at the start of a line: FRR 10 forgets to end the one before.
    [GeneratedRegex(@"\] (?<kind>[A-Za-z ]+) on config line (?<line>\d+):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d(\.\d+)? BGP: \[", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LogLine();
}
