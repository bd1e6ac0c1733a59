namespace FrrK8s.FrrParser.Compare;

/// <summary>A part of FRR's configuration that somebody can own.</summary>
[Flags]
public enum Section
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>router bgp</c> and all in it.</summary>
    Bgp = 1,

    /// <summary>Prefix-lists.</summary>
    PrefixList = 2,

    /// <summary>Route-maps.</summary>
    RouteMap = 4,

    /// <summary><c>bfd</c> and all in it.</summary>
    Bfd = 8,

    /// <summary>The layer 3 VNIs of VRFs.</summary>
    Vrf = 16,

    /// <summary>Access-lists.</summary>
    AccessList = 32,

    /// <summary>Lists of communities and of AS paths.</summary>
    CommunityList = 64,

    /// <summary>Static routes.</summary>
    Static = 128,

    /// <summary>Interfaces.</summary>
    Interface = 256,

    /// <summary>Everything else that is FRR's to be told.</summary>
    Other = 512,

    /// <summary>What this product writes.</summary>
    Rendered = Bgp | PrefixList | RouteMap | Bfd | Vrf,

    /// <summary>Everything.</summary>
    All = Rendered | AccessList | CommunityList | Static | Interface | Other,
}
