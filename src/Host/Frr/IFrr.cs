namespace FrrK8s.Host.Frr;

/// <summary>
/// The local FRR. Only one caller at a time; every call ends within a bounded time, and a problem with FRR is a result
/// and not an exception.
/// </summary>
internal interface IFrr
{
    /// <summary>Brings FRR to a configuration by telling it what differs, and reads back what it runs.</summary>
    /// <param name="wanted">The configuration.</param>
    /// <param name="written">What was wanted before: where FRR still has it, it goes. Null when nobody remembers.</param>
    Task<ApplyResult> ApplyAsync(ConfigText wanted, ConfigText? written, CancellationToken cancellationToken);

    /// <summary>What FRR runs now, and where that differs from what is wanted; Unavailable when FRR could not be asked.</summary>
    Task<ApplyResult> InspectAsync(ConfigText wanted, CancellationToken cancellationToken);

    /// <summary>What FRR runs now; the outcome is Applied when FRR answered, else Unavailable.</summary>
    Task<ApplyResult> ReadAsync(CancellationToken cancellationToken);
}
