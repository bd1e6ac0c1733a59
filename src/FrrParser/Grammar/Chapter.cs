namespace FrrK8s.FrrParser.Grammar;

/// <summary>The chapters of the FRR manual that statements are sorted by.</summary>
public enum Chapter
{
    /// <summary>Statements of chapters that are not read.</summary>
    Other,

    /// <summary>Basic set-up: hostname, logging, debugging, services, terminals.</summary>
    Basic,

    /// <summary>zebra: forwarding, next hops, interfaces' addresses.</summary>
    Zebra,

    /// <summary>Interfaces.</summary>
    Interface,

    /// <summary>VRFs and their layer 3 VNIs.</summary>
    Vrf,

    /// <summary>Static routes.</summary>
    Static,

    /// <summary>Prefix-lists.</summary>
    PrefixList,

    /// <summary>Access-lists.</summary>
    AccessList,

    /// <summary>Lists of communities and of AS paths.</summary>
    CommunityList,

    /// <summary>Route-maps.</summary>
    RouteMap,

    /// <summary>BGP, with its neighbors, address families and EVPN.</summary>
    Bgp,

    /// <summary>Bidirectional forwarding detection.</summary>
    Bfd,
}
