/// The merge semantics: one entry a field, and nothing else. `spec/merge.md` explains each entry under its id.
module FrrK8s.Rules.MergeRules

open FrrK8s.Rules.Combine
open FrrK8s.Rules.Rule

let private vrfOf place =
    match place with
    | RouterPlace vrf
    | NeighborPlace(vrf, _)
    | EvpnPlace vrf
    | L2VniPlace(vrf, _)
    | L3VniPlace vrf -> vrf
    | NodePlace
    | ProfilePlace _ -> VrfName.defaultVrf

let private state item value at field =
    { Item = item
      Value = value
      At = at
      Field = field }

let private vniOwners _ (node: NodeConfig) =
    [ for KeyValue(vrf, router) in node.Routers do
          for evpn in Option.toList router.Evpn do
              for KeyValue(vni, _) in evpn.L2Vnis do
                  state (string vni) $"l2vni of vrf {vrf}" (L2VniPlace(vrf, vni)) "vni"

              for l3vni in Option.toList evpn.L3Vni do
                  state (string l3vni.Vni) $"l3vni of vrf {vrf}" (L3VniPlace vrf) "vni" ]

/// FRR's EVPN instance is the default VRF's as soon as there is a default router, and importing makes FRR create one.
let private evpnInstance _ (node: NodeConfig) =
    [ for KeyValue(vrf, router) in node.Routers do
          if vrf.IsDefault then
              state "" "there is a router of vrf default" (RouterPlace vrf) ""
          elif not router.Imports.IsEmpty then
              state "" "there is a router of vrf default" (RouterPlace vrf) "imports"
          elif router.Evpn |> Option.exists _.AdvertiseAllVnis then
              state "" $"vrf {vrf} advertises the VNIs" (EvpnPlace vrf) "advertiseVNIs" ]

let private l3VniOrNeighbors place (router: Router) =
    [ for KeyValue(key, _) in router.Neighbors do
          state "" "it has neighbors" (NeighborPlace(vrfOf place, key)) ""

      for evpn in Option.toList router.Evpn do
          if evpn.L3Vni.IsSome then
              state "" "it has an l3vni" (L3VniPlace(vrfOf place)) "" ]

let communityText (community: Community, prefix) = $"{community} on {Prefix.text prefix}"

let private profileText (name: ProfileName) = name.Text

let rawText (key: RawKey) =
    $"{key.Object} with priority {key.Priority}"

let node: Rule<NodeConfig> list =
    [ keyed "M-1" "bgp.routers" _.Router (fun _ vrf -> RouterPlace vrf) _.Routers (fun v n -> { n with Routers = v })
      keyed "M-2" "bgp.bfdProfiles" _.Profile (fun _ name -> ProfilePlace name) _.BfdProfiles (fun v n -> { n with BfdProfiles = v })
      rule "M-3" "rawConfig" (functional rawText id) _.Raw (fun v n -> { n with Raw = v })
      condition "M-4" "vni" "a VNI has one place on a node" vniOwners
      condition "M-5" "advertiseVNIs" "FRR advertises VNIs in the default VRF as soon as a router of it is there, which an import also makes" evpnInstance ]

let router: Rule<Router> list =
    [ rule "M-10" "asn" (agree string) _.Asn (fun v r -> { r with Asn = v })
      rule "M-11" "id" (agreeOrUnset IpAddress.text) _.Id (fun v r -> { r with Id = v })
      rule "M-12" "prefixes" (union Prefix.text) _.Prefixes (fun v r -> { r with Prefixes = v })
      rule "M-13" "imports" (union string) _.Imports (fun v r -> { r with Imports = v })
      keyed "M-14" "neighbors" _.Neighbor (fun place key -> NeighborPlace(vrfOf place, key)) _.Neighbors (fun v r -> { r with Neighbors = v })
      nested "M-15" "evpn" _.Evpn (fun place -> EvpnPlace(vrfOf place)) _.Evpn (fun v r -> { r with Evpn = v })
      condition "M-16" "l3vni" "a router with an L3 VNI has no neighbors" l3VniOrNeighbors ]

let neighbor: Rule<Neighbor> list =
    [ rule "M-20" "asn" (agree string) _.RemoteAs (fun v n -> { n with RemoteAs = v })
      rule "M-21" "sourceaddress" (agreeOrUnset string) _.SourceAddress (fun v n -> { n with SourceAddress = v })
      rule "M-22" "port" (agreeOrUnset string) _.Port (fun v n -> { n with Port = v })
      secret "M-23" "password" (agreeOrUnset Password.fingerprint) _.Password (fun v n -> { n with Password = v })
      rule "M-24" "holdTime" (agreeOrUnset string) _.Timers (fun v n -> { n with Timers = v })
      rule "M-25" "connectTime" (agreeOrUnset string) _.ConnectTime (fun v n -> { n with ConnectTime = v })
      rule "M-26" "ebgpMultiHop" anyTrue _.EbgpMultiHop (fun v n -> { n with EbgpMultiHop = v })
      rule "M-27" "bfdProfile" (agreeOrUnset profileText) _.BfdProfile (fun v n -> { n with BfdProfile = v })
      rule "M-28" "enableGracefulRestart" anyTrue _.GracefulRestart (fun v n -> { n with GracefulRestart = v })
      rule "M-29" "dualStackAddressFamily" anyTrue _.DualStack (fun v n -> { n with DualStack = v })
      rule "M-30" "localASN" (agreeOrUnset string) _.LocalAsn (fun v n -> { n with LocalAsn = v })
      rule "M-31" "addressFamilies" (union string) _.AddressFamilies (fun v n -> { n with AddressFamilies = v })
      rule "M-32" "toAdvertise.allowed" (union Prefix.text) _.Advertise (fun v n -> { n with Advertise = v })
      rule "M-33" "toAdvertise.nextHop.ipv4" (agreeOrUnset IpAddress.text) _.NextHopV4 (fun v n -> { n with NextHopV4 = v })
      rule "M-34" "toAdvertise.nextHop.ipv6" (agreeOrUnset IpAddress.text) _.NextHopV6 (fun v n -> { n with NextHopV6 = v })
      rule "M-35" "toAdvertise.withLocalPref" (functional Prefix.text string) _.LocalPrefs (fun v n -> { n with LocalPrefs = v })
      rule "M-36" "toAdvertise.withCommunity" (union communityText) _.Communities (fun v n -> { n with Communities = v })
      rule "M-37" "toReceive.allowed" (topWins PrefixRange.text) _.Receive (fun v n -> { n with Receive = v }) ]

let profile: Rule<BfdProfile> list =
    [ rule "M-40" "receiveInterval" (agreeOrUnset string) _.ReceiveInterval (fun v p -> { p with ReceiveInterval = v })
      rule "M-41" "transmitInterval" (agreeOrUnset string) _.TransmitInterval (fun v p -> { p with TransmitInterval = v })
      rule "M-42" "detectMultiplier" (agreeOrUnset string) _.DetectMultiplier (fun v p -> { p with DetectMultiplier = v })
      rule "M-43" "echoInterval" (agreeOrUnset string) _.EchoInterval (fun v p -> { p with EchoInterval = v })
      rule "M-44" "echoMode" anyTrue _.EchoMode (fun v p -> { p with EchoMode = v })
      rule "M-45" "passiveMode" anyTrue _.PassiveMode (fun v p -> { p with PassiveMode = v })
      rule "M-46" "minimumTtl" (agreeOrUnset string) _.MinimumTtl (fun v p -> { p with MinimumTtl = v }) ]

let evpn: Rule<EvpnConfig> list =
    [ rule "M-50" "advertiseVNIs" anyTrue _.AdvertiseAllVnis (fun v e -> { e with AdvertiseAllVnis = v })
      rule "M-51" "advertiseSVI" anyTrue _.AdvertiseSvi (fun v e -> { e with AdvertiseSvi = v })
      keyed "M-52" "l2vnis" _.VniProperties (fun place vni -> L2VniPlace(vrfOf place, vni)) _.L2Vnis (fun v e -> { e with L2Vnis = v })
      nested "M-53" "l3vni" _.L3Vni (fun place -> L3VniPlace(vrfOf place)) _.L3Vni (fun v e -> { e with L3Vni = v }) ]

let vniProperties: Rule<VniProperties> list =
    [ rule "M-54" "rd" (agreeOrUnset string) _.RouteDistinguisher (fun v p -> { p with RouteDistinguisher = v })
      rule "M-55" "importRTs" (allOrNone string) _.ImportRouteTargets (fun v p -> { p with ImportRouteTargets = v })
      rule "M-56" "exportRTs" (allOrNone string) _.ExportRouteTargets (fun v p -> { p with ExportRouteTargets = v }) ]

let l3Vni: Rule<L3Vni> list =
    [ rule "M-57" "vni" (agree string) _.Vni (fun v l -> { l with Vni = v })
      nested "M-58" "rd, importRTs, exportRTs" _.VniProperties id (fun l -> Some l.Properties) (fun v l -> v |> Option.fold (fun l p -> { l with Properties = p }) l)
      rule "M-59" "advertisePrefixes" anyTrue _.AdvertiseUnicast (fun v l -> { l with AdvertiseUnicast = v }) ]

/// The rules in force.
let all: RuleBook =
    { Node = node
      Profile = profile
      Router = router
      Neighbor = neighbor
      Evpn = evpn
      VniProperties = vniProperties
      L3Vni = l3Vni }

/// Something about each rule, whatever record it belongs to.
let private about (choose: string * string * string option -> 'fact option) =
    let entries (rules: Rule<'record> list) =
        rules |> List.choose (fun rule -> choose (rule.Id, rule.Combiner, rule.Legal))

    List.concat [ entries node; entries profile; entries router; entries neighbor; entries evpn; entries vniProperties; entries l3Vni ]

/// What would make a conflict under a rule legal.
let legal: Map<string, string> =
    about (fun (id, _, legal) -> legal |> Option.map (fun words -> id, words))
    |> Map.ofList

/// The rules that merge nothing: what they state is no value of the node.
let conditions: Set<string> =
    about (fun (id, combiner, _) -> if combiner = "exclusive" then Some id else None)
    |> Set.ofList
