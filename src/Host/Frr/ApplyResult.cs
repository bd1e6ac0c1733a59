namespace FrrK8s.Host.Frr;

/// <summary>What came of bringing FRR to a configuration. Holds no secret but in <see cref="Running"/>.</summary>
/// <param name="Message">One line for the user; empty when applied.</param>
/// <param name="Refused">The lines of the wanted configuration that FRR does not have: those that it named first, in the order in which it was told.</param>
/// <param name="Running">What FRR says that it runs now; null when it could not be asked.</param>
internal sealed record ApplyResult(
    ApplyOutcome Outcome, string Message, IReadOnlyList<RefusedLine> Refused, ConfigText? Running)
{
    /// <summary>The statements in which FRR differs from what is wanted.</summary>
    public IReadOnlyList<DriftLine> Drift { get; init; } = [];

    /// <summary>How many commands FRR was told; it may have taken a part of them also when it did not answer to the end.</summary>
    public int Told { get; init; }

    /// <summary>Why nothing was rehearsed; null when it was, or had no need to be.</summary>
    public string? Unrehearsed { get; init; }

    /// <summary>Why a daemon may not have heard everything, although FRR runs what was told; null when every one did.</summary>
    public string? Unheard { get; init; }

    /// <summary>FRR took it.</summary>
    public static ApplyResult Applied(ConfigText running) => new(ApplyOutcome.Applied, "", [], running);

    /// <summary>FRR could not be reached.</summary>
    public static ApplyResult Unavailable(string message) => new(ApplyOutcome.Unavailable, message, [], null);
}
