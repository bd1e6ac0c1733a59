namespace FrrK8s.Host.Frr;

/// <summary>
/// The local FRR. Only one caller at a time; every call ends within a bounded time, and a problem with FRR is a result
/// and not an exception.
/// </summary>
internal interface IFrr
{
    /// <summary>Why this process may not change FRR now, for another one does; null when it may.</summary>
    string? WhyNotOurs();

    /// <summary>Brings FRR to a configuration by telling it what differs, and reads back what it runs.</summary>
    Task<ApplyResult> ApplyAsync(Wish wish, CancellationToken cancellationToken);

    /// <summary>What FRR runs now, and where that differs from what is wanted; Unavailable when FRR could not be asked.</summary>
    Task<ApplyResult> InspectAsync(Wish wish, CancellationToken cancellationToken);

    /// <summary>What FRR runs now; the outcome is Applied when FRR answered, else Unavailable.</summary>
    Task<ApplyResult> ReadAsync(CancellationToken cancellationToken);
}
