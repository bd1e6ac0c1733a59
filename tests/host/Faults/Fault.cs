using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Faults;

/// <summary>Something that goes wrong on a node, and what must be true in the end although nobody does anything about it.</summary>
/// <param name="Name">What happens, as a sentence.</param>
/// <param name="HappenAsync">Makes it happen; the time runs from its begin.</param>
internal sealed record Fault(string Name, Func<FaultLab, Task> HappenAsync)
{
    /// <summary>What the sessions have in the end.</summary>
    public IReadOnlyList<Exchange> End { get; init; } = Baseline.Exchanges;

    /// <summary>The manifests that contribute nothing in the end.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>How many sessions the fault itself takes down; any more are lost by our doing.</summary>
    public int SessionsLost { get; init; }

    /// <summary>How many routes the fault itself takes from the neighbors; null when nobody can say.</summary>
    public int? RoutesWithdrawn { get; init; } = 0;

    /// <summary>How often FRR may be told something until all is well.</summary>
    public int MostTold { get; init; } = 6;

    /// <summary>What else is missing in the end.</summary>
    public Func<FaultLab, Task<string?>> AlsoMissingAsync { get; init; } = _ => Task.FromResult<string?>(null);

    /// <summary>A fault of FRR's own, which takes all sessions with it.</summary>
    public static Fault OfFrr(string name, Func<FaultLab, Task> happen) =>
        new(name, happen) { SessionsLost = Baseline.Exchanges.Count, RoutesWithdrawn = null };
}
