using FrrK8s.Host.Frr;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Node;

/// <summary>What the loop says. Each state of affairs is said once, when it begins, and its end is said once.</summary>
internal sealed class NodeLog(ILogger logger, LogLevelSwitch level)
{
    private const int MostLines = 10;

    private HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>The manifests changed.</summary>
    public void Converted(Conversion conversion)
    {
        if (conversion.LogLevel is { } wanted)
        {
            level.Set(wanted);
        }

        var objects = conversion.Compilation?.Result.Objects ?? [];
        logger.LogInformation(
            "manifests read: {Accepted} accepted, {Refused} refused, {Other} not for this node",
            objects.Count(report => report.Verdict == Rules.Verdict.Accepted),
            objects.Count(report => report.Verdict == Rules.Verdict.Refused),
            objects.Count(report => report.Verdict == Rules.Verdict.NotSelected));
        foreach (var problem in conversion.Problems.Where(problem => !_said.Contains(problem)))
        {
            logger.LogWarning("{Problem}", Bare(problem));
        }

        foreach (var gone in _said.Except(conversion.Problems))
        {
            logger.LogInformation("no longer: {Problem}", Bare(gone));
        }

        _said = conversion.Problems.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>FRR was asked for something.</summary>
    public void Applied(ApplyReport? before, ApplyReport now)
    {
        if (before?.Outcome == ApplyOutcome.Unavailable && now.Outcome != ApplyOutcome.Unavailable)
        {
            logger.LogInformation("FRR answers again");
        }

        switch (now.Outcome)
        {
            case ApplyOutcome.Unavailable when before?.Outcome != ApplyOutcome.Unavailable:
                logger.LogWarning("{Message}; trying again until it does, every 30 s in the end", now.Message);
                break;
            case ApplyOutcome.Unavailable:
                logger.LogDebug("{Message}", now.Message);
                break;
            case ApplyOutcome.Refused when before?.Message != now.Message:
                logger.LogError("{Message}", now.Message);
                break;
            case ApplyOutcome.Applied when before?.Outcome != ApplyOutcome.Applied || !ReferenceEquals(before.Running, now.Running):
                logger.LogInformation("FRR runs the wanted configuration");
                break;
            default:
                break;
        }
    }

    /// <summary>FRR was asked and runs something else than it was given.</summary>
    public void Drifted(IReadOnlyList<DriftLine> drift)
    {
        var lines = string.Join("; ", drift.Take(MostLines)) + (drift.Count > MostLines ? $"; and {drift.Count - MostLines} more" : "");
        logger.LogWarning(
            "FRR no longer runs what it was given (it was restarted, or somebody changed it): applying it again: {Lines}", lines);
    }

    private static string Bare(string problem) =>
        problem.StartsWith("warning: ", StringComparison.Ordinal) ? problem["warning: ".Length..] : problem;
}
