namespace FrrK8s.Host.Prove;

/// <summary>A sentence that holds for every set of objects.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Cases">What it is tried on.</param>
/// <param name="WhyNot">Why it does not hold in a case, without secrets; null when it holds. Any case may be asked.</param>
internal sealed record ProofLaw(
    string Sentence, Func<ProofSampler, IEnumerable<ProofCase>> Cases, Func<ProofSubject, ProofCase, string?> WhyNot)
{
    /// <summary>True when its cases are of two sets of objects.</summary>
    public bool IsOfTwo { get; init; }
}
