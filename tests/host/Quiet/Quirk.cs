namespace FrrK8s.HostTests.Quiet;

/// <summary>
/// A way in which FRR shows a statement otherwise than it was told, which makes a careless comparer tell it again, and again reset what
/// it belongs to.
/// </summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Manifest">The object that brings it.</param>
/// <param name="Statement">What FRR then has in its running configuration.</param>
internal sealed record Quirk(string Name, string Manifest, string Statement)
{
    /// <summary>The neighbor that it is of, as FRR calls it; null when it is of none.</summary>
    public string? Neighbor { get; init; }

    /// <summary>What the router at the other end needs for it, as words behind `neighbor`.</summary>
    public string RouterHas { get; init; } = "";

    /// <summary>True for a neighbor that has an address, which all routers have a session for.</summary>
    public bool IsNumbered => Neighbor?.Contains('.') ?? false;
}
