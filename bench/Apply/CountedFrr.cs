using FrrK8s.Host.Frr;

namespace FrrK8s.Bench.Apply;

/// <summary>An FRR that counts how often it is asked or told anything.</summary>
internal sealed class CountedFrr(IFrr frr) : IFrr
{
    public int Calls { get; private set; }

    /// <inheritdoc/>
    public string? WhyNotOurs() => frr.WhyNotOurs();

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(Wish wish, CancellationToken cancellationToken)
    {
        Calls++;
        return frr.ApplyAsync(wish, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApplyResult> InspectAsync(Wish wish, CancellationToken cancellationToken)
    {
        Calls++;
        return frr.InspectAsync(wish, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApplyResult> ReadAsync(CancellationToken cancellationToken)
    {
        Calls++;
        return frr.ReadAsync(cancellationToken);
    }
}
