namespace FrrK8s.Host.Sessions;

/// <summary>One session of bfdd. Two may have one address: on two interfaces, or one of them over several hops.</summary>
/// <param name="Vrf">Empty for the default VRF.</param>
/// <param name="Peer">Its address.</param>
/// <param name="Where">What tells it from others of its address: local address, interface, hops.</param>
/// <param name="Status">FRR's word: up, down, init, shutdown.</param>
internal sealed record BfdPeer(string Vrf, string Peer, string Where, string Status)
{
    /// <summary>Both sides hear each other.</summary>
    public bool IsUp => Status == "up";

    /// <summary>Counted since bfdd started.</summary>
    public BfdCounters Counters { get; init; } = new();
}
