using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Remediation;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Which lines of a wanted configuration FRR does not have, and why. FRR names some of what it refuses, drops the rest without a word, and refuses
/// in words some of what it then has; so what is left after it was told decides, and its words only explain.
/// </summary>
internal static class Refusals
{
    private const string Silence = "FRR took it without a word and does not have it";

    /// <summary>The lines that must not come near FRR: those that hang vtysh, end daemons, or are lost with all that stands in them.</summary>
    public static IReadOnlyList<RefusedLine> Dangerous(Document wanted, IReadOnlySet<string> secrets)
    {
        var lines = LineSplitter.Split(wanted.ToString());
        return [.. wanted.Dangers().Select(danger => new RefusedLine(danger.Line, Masked(lines[danger.Line - 1].Text.TrimEnd(), secrets), danger.Message))];
    }

    /// <summary>The lines that vtysh named, in the order of the commands, by their number in the wanted configuration.</summary>
    public static IReadOnlyList<RefusedLine> Named(ProcessResult result, RemediationPlan plan)
    {
        var origins = plan.Origins;
        return
        [
            .. FrrOutput.RefusedLines(result, new ConfigText(plan.ToString()), numbered: true)
                .OrderBy(line => line.Number)
                .Select(line => line with { Number = line.Number > 0 && line.Number <= origins.Count ? origins[line.Number - 1] : 0 }),
        ];
    }

    /// <summary>What of the wanted configuration is still missing: what FRR named first.</summary>
    public static IReadOnlyList<RefusedLine> Left(Comparison comparison, IReadOnlyList<RefusedLine> named, IReadOnlySet<string> secrets)
    {
        var missing = comparison.Differences.Where(difference => difference.Kind != DifferenceKind.Surplus).ToList();
        var numbers = missing.Select(difference => difference.IntendedLine).ToHashSet();
        var first = named.Where(line => numbers.Contains(line.Number)).ToList();
        numbers.ExceptWith(first.Select(line => line.Number));
        var silent = missing
            .Where(difference => numbers.Contains(difference.IntendedLine))
            .Select(difference => new RefusedLine(difference.IntendedLine, Masked(difference.Intended!, secrets), Silence) { IsSilent = true });
        return [.. first, .. silent];
    }

    private static string Masked(string statement, IReadOnlySet<string> secrets) =>
        SecretMask.MaskMessage(SecretMask.MaskConfiguration(statement), secrets);
}
