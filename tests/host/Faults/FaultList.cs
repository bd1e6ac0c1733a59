namespace FrrK8s.HostTests.Faults;

/// <summary>Every fault, in the order of the table.</summary>
internal static class FaultList
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Fault> All =
    [
        .. FrrCrashes.All, .. TypedByHand.All, .. HungDaemon.All, .. KilledDaemon.All, .. StateOnDisk.All, .. RawSnippets.All, .. ManyHands.All,
    ];

    /// <summary>The fault with this name.</summary>
    public static Fault Named(string name) => All.Single(fault => string.Equals(fault.Name, name, StringComparison.Ordinal));
}
