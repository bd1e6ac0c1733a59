using FrrK8s.Host.Frr;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Node;

/// <summary>What the loop says. Each state of affairs is said once, when it begins, and its end is said once.</summary>
internal sealed class NodeLog(ILogger logger, LogLevelSwitch level)
{
    private string? _disk;
    private string? _drift;
    private string? _unrehearsed;
    private HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>The manifests changed.</summary>
    public void Converted(Conversion conversion)
    {
        if (conversion.LogLevel is { } wanted)
        {
            level.Set(wanted);
        }

        if (conversion.Compilation is { Result.Objects: var objects })
        {
            logger.LogInformation(
                "manifests read: {Accepted} accepted, {Refused} refused, {Other} not for this node",
                objects.Count(report => report.Verdict == Rules.Verdict.Accepted),
                objects.Count(report => report.Verdict == Rules.Verdict.Refused),
                objects.Count(report => report.Verdict == Rules.Verdict.NotSelected) + conversion.Others);
        }

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

        if (now.Unrehearsed is { } reason && reason != _unrehearsed)
        {
            logger.LogWarning("changes are not rehearsed before FRR is told: {Reason}", reason);
            _unrehearsed = reason;
        }

        if (now.IsNew && now.Unheard is { } silence)
        {
            logger.LogWarning("FRR runs what it was told, but {Reason}", silence);
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
            case ApplyOutcome.Applied when now.IsNew:
                logger.LogInformation("FRR runs the wanted configuration; commands: {Told}", now.Told);
                break;
            default:
                break;
        }
    }

    /// <summary>FRR was asked and runs something else than it was given.</summary>
    public void Drifted(IReadOnlyList<DriftLine> drift, bool isRepaired)
    {
        var lines = DriftLine.Several(drift);
        if (isRepaired || lines != _drift)
        {
            logger.LogWarning(
                "FRR no longer runs what it was given (it was restarted, or somebody changed it){Effect}: {Lines}",
                isRepaired ? ", which is put back" : "",
                lines);
        }

        _drift = lines;
    }

    /// <summary>FRR took something without a word, and does not have it.</summary>
    public void Left(IReadOnlyList<DriftLine> lines) => logger.LogWarning(
        "FRR took without a word what it does not have, or has otherwise; it is not told again: {Lines}", DriftLine.Several(lines));

    /// <summary>FRR was told to take something away, and has it still.</summary>
    public void Kept(IReadOnlyList<DriftLine> lines)
    {
        if (lines.Count > 0)
        {
            logger.LogWarning("FRR was told to take away what it still has; it is told again, ever more slowly: {Lines}", DriftLine.Several(lines));
        }
    }

    /// <summary>Nothing can be written to the disk, or it can again.</summary>
    public void Disk(string? problem)
    {
        if (problem == _disk)
        {
            return;
        }

        if (problem is null)
        {
            logger.LogInformation("no longer: {Problem}", _disk);
        }
        else
        {
            logger.LogError("{Problem}", problem);
        }

        _disk = problem;
    }

    private static string Bare(string problem) =>
        problem.StartsWith("warning: ", StringComparison.Ordinal) ? problem["warning: ".Length..] : problem;
}
