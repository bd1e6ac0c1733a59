using FrrK8s.Host.Frr;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.Node;

/// <summary>Says what is true of the node: the FRRNodeState with its conditions.</summary>
internal sealed class NodeReporter(INodeStateWriter writer, Applier applier, DriftGuard drift, TimeProvider time)
{
    private readonly Dictionary<string, Condition> _conditions = new(StringComparer.Ordinal);
    private readonly ObjectStates _objects = new();
    private ConfigText? _running;
    private string _shown = "";

    /// <summary>FRR said what it runs.</summary>
    public void Show(ConfigText? running)
    {
        if (running is not null && !running.Equals(_running))
        {
            (_running, _shown) = (running, RunningConfig.Public(running));
        }
    }

    /// <summary>Writes the state, where it is another one than before. A problem with the disk is the result.</summary>
    public string? Write(Conversion conversion, ApplyReport? report)
    {
        var state = new NodeState(
            conversion.Result,
            report switch
            {
                null => "",
                { Outcome: ApplyOutcome.Applied, Drift.Count: 0 } => "success",
                { Outcome: ApplyOutcome.Applied } => $"failed: {StillThere(report)}",
                _ => $"failed: {report.Message}",
            },
            _shown)
        {
            Conditions = [Converted(conversion), Applied(report), InSync(report)],
            Configurations = _objects.Of(conversion, report),
            ObservedAt = Now(),
        };
        try
        {
            writer.Write(state);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"the state cannot be written: {problem.Message}";
        }
    }

    private Condition Converted(Conversion conversion) => conversion switch
    {
        { Compilation: null, Result.Length: 0 } => Say("Converted", "Unknown", "NotRead", "the manifests were not read yet"),
        { Compilation: null } => Say("Converted", "Unknown", "SourceUnavailable", conversion.Result),
        { Result: "success" } => Say("Converted", "True", "AllAccepted", "every object for this node is part of its configuration"),
        { Wanted: null } => Say("Converted", "False", "Frozen", conversion.Result),
        _ => Say("Converted", "False", "Refused", conversion.Result),
    };

    private static string StillThere(ApplyReport report) => $"FRR still has what it was told to take away: {DriftLine.Several(report.Drift)}";

    private Condition Applied(ApplyReport? report) => report?.Outcome switch
    {
        null => Say("Applied", "Unknown", "Pending", "nothing was applied yet"),
        ApplyOutcome.Applied when report.Drift.Count > 0 => Say("Applied", "False", "NotTaken", StillThere(report)),
        ApplyOutcome.Applied => Say("Applied", "True", "Verified", "FRR took the wanted configuration, and it was read back"),
        ApplyOutcome.Refused => Say("Applied", "False", "Refused", report.Message),
        _ => Say("Applied", "False", "Unavailable", report.Message),
    };

    private Condition InSync(ApplyReport? report)
    {
        var lines = DriftLine.Several(drift.Lines);
        var repairs = drift.Repairs == 0 ? "" : $"; put back {drift.Repairs} times since the start, last at {drift.LastRepair}";
        return (report?.Outcome, drift.Lines.Count) switch
        {
            (null or ApplyOutcome.Unavailable, _) => Say("InSync", "Unknown", "NotVerified", $"it is not known what FRR runs{repairs}"),
            (ApplyOutcome.Refused, _) => Say("InSync", "False", "Refused", "FRR does not run what is wanted, but what it ran before"),
            (_, 0) when applier.LeftByFrr is { Count: > 0 } left => Say(
                "InSync", "False", "NotKept", $"FRR took without a word what it does not have, or has otherwise: {DriftLine.Several(left)}{repairs}"),
            (_, 0) => Say("InSync", "True", drift.Repairs == 0 ? "NoDifference" : "Repaired", $"FRR runs what it was given{repairs}"),
            _ => Say("InSync", "False", "Drifted", $"{lines}{repairs}"),
        };
    }

    private Condition Say(string type, string status, string reason, string message)
    {
        var since = _conditions.TryGetValue(type, out var before) && before.Status == status
            ? before.Since
            : Now();
        return _conditions[type] = new Condition(type, status, reason, message, since);
    }

    private string Now() => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
