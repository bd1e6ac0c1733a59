using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>What came of bringing the node to a configuration.</summary>
/// <param name="Message">One line for the user, without secrets; empty when applied.</param>
/// <param name="Running">What FRR says that it runs now; null when it could not be asked.</param>
internal sealed record ApplyReport(ApplyOutcome Outcome, string Message, ConfigText? Running)
{
    /// <summary>The statements in which FRR differs from what it was given, although it was told.</summary>
    public IReadOnlyList<DriftLine> Drift { get; init; } = [];

    /// <summary>The statements that somebody changed in FRR, and that were left so.</summary>
    public IReadOnlyList<DriftLine> Accepted { get; init; } = [];

    /// <summary>The lines that FRR did not take, those that it named first.</summary>
    public IReadOnlyList<RefusedLine> Refused { get; init; } = [];

    /// <summary>How many commands FRR was told.</summary>
    public int Told { get; init; }

    /// <summary>Why nothing was rehearsed; null when it was, or had no need to be.</summary>
    public string? Unrehearsed { get; init; }

    /// <summary>Why a daemon may not have heard everything, although FRR runs what was told; null when every one did.</summary>
    public string? Unheard { get; init; }

    /// <summary>True when it was refused and the last good configuration is back in force.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>True when FRR was asked and was not only remembered.</summary>
    public bool IsNew { get; init; }
}
