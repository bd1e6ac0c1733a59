namespace FrrK8s.Host.Prove;

/// <summary>What came of a law.</summary>
/// <param name="Law">The law.</param>
/// <param name="Cases">How many cases were tried.</param>
/// <param name="Counterexample">The smallest case in which it does not hold; null when there is none.</param>
/// <param name="Why">What went wrong in it; empty when nothing did.</param>
internal sealed record ProofOutcome(ProofLaw Law, int Cases, ProofCase? Counterexample, string Why)
{
    /// <summary>Tries a law until it fails, and makes the failing case small by leaving out objects while it still fails.</summary>
    public static ProofOutcome Of(ProofLaw law, ProofSubject subject, ProofSampler sampler, Action<int> tried, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var one in law.Cases(sampler))
        {
            cancellationToken.ThrowIfCancellationRequested();
            count++;
            if (law.WhyNot(subject, one) is not null)
            {
                var smallest = Shrink(law, subject, one, cancellationToken);
                return new ProofOutcome(law, count, smallest, law.WhyNot(subject, smallest)!);
            }

            tried(count);
        }

        return new ProofOutcome(law, count, null, "");
    }

    private static ProofCase Shrink(ProofLaw law, ProofSubject subject, ProofCase failing, CancellationToken cancellationToken)
    {
        // Halves first, so that thousands of objects take few tries; then one by one until no single one can go.
        for (var step = Math.Max(failing.Size / 2, 1); step > 0;)
        {
            var isSmaller = false;
            for (var start = 0; start < failing.Size;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var smaller = failing.Without(start, step);
                if (law.WhyNot(subject, smaller) is not null)
                {
                    (failing, isSmaller) = (smaller, true);
                }
                else
                {
                    start += step;
                }
            }

            step = isSmaller ? step : step / 2;
        }

        return failing;
    }
}
