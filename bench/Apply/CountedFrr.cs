using FrrK8s.Host.Frr;

namespace FrrK8s.Bench.Apply;

/// <summary>An FRR that counts how often it is asked or told anything.</summary>
internal sealed class CountedFrr(IFrr frr) : IFrr
{
    public int Calls { get; private set; }

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(ConfigText wanted, ConfigText? written, CancellationToken cancellationToken)
    {
        Calls++;
        return frr.ApplyAsync(wanted, written, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApplyResult> InspectAsync(ConfigText wanted, CancellationToken cancellationToken)
    {
        Calls++;
        return frr.InspectAsync(wanted, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApplyResult> ReadAsync(CancellationToken cancellationToken)
    {
        Calls++;
        return frr.ReadAsync(cancellationToken);
    }
}
