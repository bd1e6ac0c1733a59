using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>One round of the loop, when it is over.</summary>
/// <param name="Report">How FRR stands to the configuration; null before the first try.</param>
/// <param name="HasLooked">The source was looked at; not while the node rests behind a change.</param>
/// <param name="HasChanged">The source had something new.</param>
/// <param name="Next">When the next round comes at the latest.</param>
internal sealed record NodePass(Conversion Conversion, ApplyReport? Report, bool HasLooked, bool HasChanged, TimeSpan Took, TimeSpan Next)
{
    /// <summary>Every object is part of the configuration, and FRR runs it.</summary>
    public bool IsGood => Conversion.Result == "success" && Report?.Outcome == ApplyOutcome.Applied;
}
