namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// The contexts that FRR's statements stand in: what its developers call nodes of the command line. A set of them says where a
/// statement may stand.
/// </summary>
[Flags]
public enum ContextKind
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>The file itself, <c>configure terminal</c>.</summary>
    Root = 1,

    /// <summary><c>router bgp</c>.</summary>
    RouterBgp = 1 << 1,

    /// <summary><c>address-family</c> inside <c>router bgp</c>.</summary>
    AddressFamily = 1 << 2,

    /// <summary><c>vni</c> inside <c>address-family l2vpn evpn</c>.</summary>
    EvpnVni = 1 << 3,

    /// <summary>One entry of a route-map.</summary>
    RouteMap = 1 << 4,

    /// <summary><c>vrf</c>.</summary>
    Vrf = 1 << 5,

    /// <summary><c>interface</c>.</summary>
    Interface = 1 << 6,

    /// <summary><c>bfd</c>.</summary>
    Bfd = 1 << 7,

    /// <summary><c>peer</c> inside <c>bfd</c>.</summary>
    BfdPeer = 1 << 8,

    /// <summary><c>profile</c> inside <c>bfd</c>.</summary>
    BfdProfile = 1 << 9,

    /// <summary><c>line vty</c>.</summary>
    LineVty = 1 << 10,

    /// <summary><c>router ospf</c> and all other contexts, whose statements are not read (S-9).</summary>
    Foreign = 1 << 11,
}
