namespace FrrK8s.Host.Sessions;

/// <summary>One neighbor as bgpd knows it.</summary>
/// <param name="Vrf">Empty for the default VRF.</param>
/// <param name="Peer">Its address, or the interface of an unnumbered one, as FRR writes it.</param>
/// <param name="State">FRR's word: Idle, Connect, Active, OpenSent, OpenConfirm, Established.</param>
internal sealed record BgpNeighbor(string Vrf, string Peer, string State)
{
    /// <summary>What <see cref="BfdStatus"/> is without BFD.</summary>
    public const string NoBfd = "N/A";

    /// <summary>Routes can flow.</summary>
    public bool IsEstablished => State == "Established";

    /// <summary>The neighbor's AS number; 0 when FRR does not say it.</summary>
    public long Asn { get; init; }

    /// <summary>How long it has been established; null when it is not.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>How often it came up since bgpd started.</summary>
    public long TimesEstablished { get; init; }

    /// <summary>How often it went down since bgpd started.</summary>
    public long TimesDropped { get; init; }

    /// <summary>Why it went down last, in FRR's words; empty when it never did.</summary>
    public string LastReset { get; init; } = "";

    /// <summary>Messages since bgpd started.</summary>
    public BgpMessages Messages { get; init; } = new();

    /// <summary>Prefixes by address family.</summary>
    public IReadOnlyList<FamilyPrefixes> Families { get; init; } = [];

    /// <summary>The BFD session below it, in FRR's words.</summary>
    public string BfdStatus { get; init; } = NoBfd;

    /// <summary>The same neighbor when bgpd does not run: the counters are the last known.</summary>
    public BgpNeighbor WithoutBgpd() => this with { State = "Idle", Uptime = null, Families = [], BfdStatus = BfdStatus == NoBfd ? NoBfd : "Down" };
}
