/// What a node's FRR is to do, and what one object asks of it: the same words for both.
/// A value of these types is in normal form; merging takes any number of them to one of them.
/// Absence (`None`, an empty set, `false`) is no opinion, never a claim.
namespace FrrK8s.Rules

/// Who a session is with: its address, or the interface that an unnumbered session runs over.
type NeighborKey =
    | Address of IpAddress
    | Interface of InterfaceName

    override this.ToString() =
        match this with
        | Address address -> IpAddress.text address
        | Interface name -> name.Text

/// `neighbor X update-source …`
type UpdateSource =
    | SourceAddress of IpAddress
    | SourceInterface of InterfaceName

    override this.ToString() =
        match this with
        | SourceAddress address -> IpAddress.text address
        | SourceInterface name -> name.Text

/// Address families of a session, as `addressFamilies` names them.
type SessionFamily =
    | Unicast
    | Evpn

    override this.ToString() =
        match this with
        | Unicast -> "unicast"
        | Evpn -> "evpn"

/// What a neighbor may tell us. `All` is the top: it absorbs every list.
type Receive =
    | All
    | Only of Set<PrefixRange>

/// A BGP neighbor of one router. Times in seconds, AS numbers as in RFC 6793.
type Neighbor =
    { RemoteAs: RemoteAs
      SourceAddress: UpdateSource option
      Port: uint16 option
      Password: Password option
      Timers: Timers option
      ConnectTime: int option
      EbgpMultiHop: bool
      BfdProfile: ProfileName option
      GracefulRestart: bool
      DualStack: bool
      LocalAsn: Asn option
      AddressFamilies: Set<SessionFamily>
      Advertise: Set<Prefix>
      NextHopV4: IpAddress option
      NextHopV6: IpAddress option
      LocalPrefs: Map<Prefix, uint32>
      Communities: Set<Community * Prefix>
      Receive: Receive }

/// Properties of a VNI. An empty set of route targets lets FRR derive them.
type VniProperties =
    { RouteDistinguisher: RouteTarget option
      ImportRouteTargets: Set<RouteTarget>
      ExportRouteTargets: Set<RouteTarget> }

/// The one L3 VNI of a VRF.
type L3Vni =
    { Vni: Vni
      Properties: VniProperties
      AdvertiseUnicast: bool }

/// The EVPN side of a router.
type EvpnConfig =
    { AdvertiseAllVnis: bool
      AdvertiseSvi: bool
      L2Vnis: Map<Vni, VniProperties>
      L3Vni: L3Vni option }

/// One BGP instance: there is one for each VRF at most.
type Router =
    { Asn: Asn
      Id: IpAddress option
      Prefixes: Set<Prefix>
      Imports: Set<VrfName>
      Neighbors: Map<NeighborKey, Neighbor>
      Evpn: EvpnConfig option }

/// Intervals in milliseconds.
type BfdProfile =
    { ReceiveInterval: int option
      TransmitInterval: int option
      DetectMultiplier: int option
      EchoInterval: int option
      EchoMode: bool
      PassiveMode: bool
      MinimumTtl: int option }

/// Where a raw snippet stands: lower priorities first, then by object.
type RawKey = { Priority: int64; Object: ObjectName }

/// The configuration of a node, or what one object contributes to it.
type NodeConfig =
    { Routers: Map<VrfName, Router>
      BfdProfiles: Map<ProfileName, BfdProfile>
      Raw: Map<RawKey, string> }

module NodeConfig =
    let empty =
        { Routers = Map.empty
          BfdProfiles = Map.empty
          Raw = Map.empty }

module Neighbor =
    /// IPv4 and IPv6 unicast, as far as the address allows: an unnumbered session carries both.
    let families key (neighbor: Neighbor) =
        match key with
        | Address address when not neighbor.DualStack -> Set.singleton address.Family
        | Address _
        | Interface _ -> Set.ofList [ V4; V6 ]
