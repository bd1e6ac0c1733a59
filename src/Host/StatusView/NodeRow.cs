namespace FrrK8s.Host.StatusView;

/// <summary>What is known of one node of a cluster without asking for its whole state.</summary>
/// <param name="Node">Its name.</param>
internal sealed record NodeRow(string Node)
{
    private const string Yes = "True";
    private const string No = "False";
    private const int MostPeers = 3;

    /// <summary>Its daemon.</summary>
    public DaemonPod Daemon { get; init; }

    /// <summary>Whether it has a FRRNodeState.</summary>
    public bool HasState { get; init; }

    /// <summary>The status of its condition; empty when it has none.</summary>
    public string Converted { get; init; } = "";

    /// <summary>The status of its condition; empty when it has none.</summary>
    public string Applied { get; init; } = "";

    /// <summary>The status of its condition; empty when it has none.</summary>
    public string InSync { get; init; } = "";

    /// <summary>How many sessions it has.</summary>
    public int Sessions { get; init; }

    /// <summary>The neighbors whose sessions do not stand.</summary>
    public IReadOnlyList<string> Down { get; init; } = [];

    /// <summary>True when its whole state has more to say.</summary>
    public bool NeedsDetails => HasState && !(Converted == Yes && Applied == Yes && InSync == Yes);

    /// <summary>How bad it is; 0 when all is well.</summary>
    public int Badness =>
        (Applied == No ? 16 : 0)
        + (Daemon is DaemonPod.None or DaemonPod.NotReady || !HasState ? 8 : 0)
        + (Down.Count > 0 ? 4 : 0)
        + (Converted == No ? 2 : 0)
        + (InSync == No ? 2 : 0)
        + (NeedsDetails ? 1 : 0);

    /// <summary>What is wrong, in a few words each; the worst first.</summary>
    public IEnumerable<string> Why()
    {
        if (Applied == No)
        {
            yield return "not applied";
        }

        if (Daemon is DaemonPod.None or DaemonPod.NotReady)
        {
            yield return Daemon == DaemonPod.None ? "no daemon" : "the daemon is not ready";
        }

        if (!HasState)
        {
            yield return "its daemon has not said anything yet";
        }

        if (Down.Count > 0)
        {
            var more = Down.Count > MostPeers ? $" and {Down.Count - MostPeers} more" : "";
            yield return $"down: {string.Join(", ", Down.Take(MostPeers))}{more}";
        }

        if (Converted == No)
        {
            yield return "objects refused";
        }

        if (InSync == No && Applied != No)
        {
            yield return "drift";
        }

        if (HasState && new[] { Converted, Applied, InSync }.Any(status => status is not (Yes or No)))
        {
            yield return "not all is known";
        }
    }
}
