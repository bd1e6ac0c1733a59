using System.Globalization;
using System.Text.RegularExpressions;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>Reads what vtysh says when something is refused. All of it is masked before it is kept.</summary>
internal static partial class FrrOutput
{
    private const int LongestMessage = 2000;

    /// <summary>The lines that the output names, each once, in its order.</summary>
    /// <param name="numbered">True when the numbers in the output are those of the candidate.</param>
    public static IReadOnlyList<RefusedLine> RefusedLines(ProcessResult result, ConfigText candidate, bool numbered)
    {
        var lines = LineSplitter.Split(candidate.Reveal());
        var secrets = SecretMask.SecretsOf(candidate.Reveal());
        var spoken = Spoken(result.Output);
        var refused = new List<RefusedLine>();
        foreach (Match match in RefusedLinePattern().Matches(result.Error))
        {
            var number = numbered ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : 0;
            var text = number > 0 && number <= lines.Count ? lines[number - 1].Text.TrimEnd() : match.Groups["text"].Value.Trim();
            // A daemon that refuses says why on the other pipe; vtysh then only says that it failed.
            var why = match.Groups["daemon"].Success && spoken.Length > 0 ? spoken : match.Groups["why"].Value.Trim(' ', '%');
            refused.Add(new RefusedLine(
                number, SecretMask.MaskMessage(text, secrets), SecretMask.MaskMessage(why, secrets)));
        }

        return refused.DistinctBy(line => (line.Number, line.Text)).ToList();
    }

    /// <summary>The output on one line, for the case that it names no line: masked, without colours and time stamps.</summary>
    public static string Summary(ProcessResult result, ConfigText candidate)
    {
        if (result.Failure.Length > 0)
        {
            return result.Failure;
        }

        var text = Spoken(Noise().Replace(result.Error, "") + "\n" + result.Output);
        var masked = SecretMask.MaskMessage(text, SecretMask.SecretsOf(candidate.Reveal()));
        return masked.Length switch
        {
            0 => $"exit code {result.ExitCode}",
            > LongestMessage => masked[..LongestMessage] + " …",
            _ => masked,
        };
    }

    private static string Spoken(string output) => string.Join(
        "; ", output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct());

    [GeneratedRegex(
        @"^line (?<number>\d+): (?<why>[^:\[]*)(\[\d+\])?( to (?<daemon>\w+), line)?:(?<text>.*)$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex RefusedLinePattern();

    [GeneratedRegex(@"\x1b\[[0-9;]*m|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ +", RegexOptions.Multiline, 1000)]
    private static partial Regex Noise();
}
