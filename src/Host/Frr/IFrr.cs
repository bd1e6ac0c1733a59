namespace FrrK8s.Host.Frr;

/// <summary>
/// The local FRR. Only one caller at a time; every call ends within a bounded time, and a problem with FRR is a result
/// and not an exception.
/// </summary>
internal interface IFrr
{
    /// <summary>Checks a configuration with FRR's own parser, brings FRR there, and reads back what it runs.</summary>
    Task<ApplyResult> ApplyAsync(ConfigText wanted, CancellationToken cancellationToken);

    /// <summary>What FRR runs now; the outcome is Applied when FRR answered, else Unavailable.</summary>
    Task<ApplyResult> ReadAsync(CancellationToken cancellationToken);
}
