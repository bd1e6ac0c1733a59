using System.Collections.Immutable;

namespace FrrK8s.Host.Frr;

/// <summary>What came of telling FRR.</summary>
/// <param name="Result">What FRR said to it.</param>
internal sealed record Told(ProcessResult Result)
{
    /// <summary>The daemons that are still being told, each with the end of that.</summary>
    public IReadOnlyDictionary<string, Task> StillHearing { get; init; } = ImmutableDictionary<string, Task>.Empty;

    /// <summary>
    /// Waits until a daemon may be asked what it runs. One that has heard all sends it to neighbors now, and the answer would keep it from that: it
    /// has until the quickest of the others is done.
    /// </summary>
    public Task UntilAskableAsync(string daemon) =>
        StillHearing.TryGetValue(daemon, out var end) ? end
        : StillHearing.Count > 0 ? Task.WhenAny(StillHearing.Values)
        : Task.CompletedTask;
}
