using FrrK8s.HostTests.Support;

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
    /// <summary>The session that it is of; null when it is of none.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>What the router at the other end needs for it.</summary>
    public IReadOnlyList<string> TorHas { get; init; } = [];

    /// <summary>What takes that back.</summary>
    public IReadOnlyList<string> TorHadNot { get; init; } = [];
}
