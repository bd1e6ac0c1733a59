namespace FrrK8s.Host.Node;

/// <summary>What happens when FRR runs something else than it was given.</summary>
internal enum DriftPolicy
{
    /// <summary>What we own is put back.</summary>
    Repair,

    /// <summary>It is only told. A FRR that was restarted gets its configuration all the same.</summary>
    Report,
}
