namespace FrrK8s.HostTests.Faults;

/// <summary>Every fault, in the order of the table.</summary>
internal static class FaultList
{
    /// <summary>Those that happen to FRR.</summary>
    public static readonly IReadOnlyList<Fault> OfFrr = [.. FrrCrashes.All, .. TypedByHand.All, .. HungDaemon.All, .. RawSnippets.All];

    /// <summary>Those that happen to our daemon, its disk and its manifests.</summary>
    public static readonly IReadOnlyList<Fault> OfDaemon = [.. KilledDaemon.All, .. StateOnDisk.All, .. ManyHands.All];

    /// <summary>Those that happen where FRR has an mgmtd.</summary>
    public static readonly IReadOnlyList<Fault> OfManager = LockedManager.All;

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Fault> All = [.. OfFrr, .. OfManager, .. OfDaemon];

    /// <summary>The fault with this name.</summary>
    public static Fault Named(string name) => All.Single(fault => string.Equals(fault.Name, name, StringComparison.Ordinal));
}
