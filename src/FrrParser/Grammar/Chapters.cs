namespace FrrK8s.FrrParser.Grammar;

/// <summary>The chapters in the order in which their statements are told to FRR: what is referred to comes before what refers to it.</summary>
internal static class Chapters
{
    /// <summary>Every statement.</summary>
    public static readonly StatementDefinition[] All =
    [
        .. Basic.Statements,
        .. Zebra.Statements,
        .. Interface.Statements,
        .. AccessList.Statements,
        .. PrefixList.Statements,
        .. CommunityList.Statements,
        .. RouteMap.Statements,
        .. Vrf.Statements,
        .. StaticRoute.Statements,
        .. Bfd.Statements,
        .. Bgp.Statements,
        .. BgpNeighbor.Statements,
        .. BgpAddressFamily.Statements,
        .. BgpNeighborFamily.Statements,
        .. Evpn.Statements,
        .. Foreign.Statements,
    ];
}
