namespace FrrK8s.FrrParser.Remediation;

/// <summary>
/// The order of the commands. Filters are there before a session uses them and go after no session does; where FRR refuses
/// the new beside the old, the old goes first (D-55).
/// </summary>
internal enum Phase
{
    /// <summary>Routers and neighbors that go, and what cannot be changed in place.</summary>
    Clear,

    /// <summary>Lists, route-maps, VRFs, profiles and all else that is not in a router.</summary>
    Define,

    /// <summary>Routers, before anything in one of them refers to another.</summary>
    Declare,

    /// <summary>What stands in the routers.</summary>
    Configure,

    /// <summary>What a router no longer says.</summary>
    Withdraw,

    /// <summary>Definitions that nothing uses any more.</summary>
    Discard,
}
