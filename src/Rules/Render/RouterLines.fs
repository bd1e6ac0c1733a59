/// One `router bgp` block: general statements, sessions, address families.
module internal FrrK8s.Rules.RouterLines

open FrrK8s.Rules.Filters

let opening (vrf: VrfName) (asn: Asn) =
    if vrf.IsDefault then
        $"router bgp {asn}"
    else
        $"router bgp {asn} vrf {vrf.Text}"

/// An address family block; none when there is nothing to say in it.
let private family name place (lines: Line list) =
    if lines.IsEmpty then
        []
    else
        Line.block
            (Line.about place $" address-family {name}")
            lines
            (Line.about place " exit-address-family")

let private unicast family' (vrf: VrfName) (router: Router) (sessions: Session list) =
    let place = RouterPlace vrf

    let networks =
        [ for prefix in router.Prefixes do
              if prefix.Family = family' then
                  let text = Prefix.text prefix
                  Line.fromItem place "M-12" text ("  network " + text) ]

    let imports =
        [ for imported in router.Imports ->
              Line.fromItem place "M-13" (string imported) $"  import vrf {imported}" ]

    let name =
        match family' with
        | V4 -> "ipv4 unicast"
        | V6 -> "ipv6 unicast"

    networks @ List.collect (SessionLines.activation family') sessions @ imports
    |> family name place

/// FRR loses a target that equals the derived one while that is in force, so those that can be it stand behind the others.
let private derivedLast derived (targets: Set<RouteTarget>) =
    targets
    |> Set.toList
    |> List.sortBy (fun target -> List.tryFindIndex ((=) target) derived)

let private routeTargets place indent derived (properties: VniProperties) =
    [ for distinguisher in Option.toList properties.RouteDistinguisher do
          Line.from place "M-54" $"{indent}rd {distinguisher}"
      for target in derivedLast derived properties.ImportRouteTargets do
          Line.fromItem place "M-55" (string target) $"{indent}route-target import {target}"
      for target in derivedLast derived properties.ExportRouteTargets do
          Line.fromItem place "M-56" (string target) $"{indent}route-target export {target}" ]

/// FRR takes what is said of a VNI only while it advertises the VNIs, and drops the derived target where it stands
/// alone; else it keeps the bare VNI.
let private l2Vni isAdvertised asn vrf (vni: Vni, properties: VniProperties) =
    let place = L2VniPlace(vrf, vni)
    let derived = RouteTarget.derived asn vni

    let unlessAlone targets =
        if targets = Set.singleton derived then
            Set.empty
        else
            targets

    let kept =
        { properties with
            ImportRouteTargets = unlessAlone properties.ImportRouteTargets
            ExportRouteTargets = unlessAlone properties.ExportRouteTargets }

    match routeTargets place "   " [ derived ] properties with
    | [] -> []
    | _ ->
        Line.block
            (Line.about place $"  vni {vni}")
            (if isAdvertised then
                 routeTargets place "   " [ derived ] kept
             else
                 [])
            (Line.about place "  exit-vni")

let private l3Vni asn vrf (l3vni: L3Vni) =
    let place = L3VniPlace vrf

    [ if l3vni.AdvertiseUnicast then
          Line.from place "M-59" "  advertise ipv4 unicast"
          Line.from place "M-59" "  advertise ipv6 unicast"
      let derived =
          [ RouteTarget.derived asn l3vni.Vni; RouteTarget.derivedWithoutVni asn ]

      yield! routeTargets place "  " derived l3vni.Properties ]

let private evpn asn vrf (sessions: Session list) (evpn: EvpnConfig) =
    let place = EvpnPlace vrf

    let lines =
        [ for session in sessions do
              if session.Neighbor.AddressFamilies.Contains Evpn then
                  Line.fromItem session.Place "M-31" (string Evpn) $"  neighbor {session.Key} activate"
          if evpn.AdvertiseAllVnis then
              Line.from place "M-50" "  advertise-all-vni"
          // FRR refuses it unless the line before stands.
          if evpn.AdvertiseSvi && evpn.AdvertiseAllVnis then
              Line.from place "M-51" "  advertise-svi-ip"
          yield! evpn.L2Vnis |> Map.toList |> List.collect (l2Vni evpn.AdvertiseAllVnis asn vrf)
          yield! evpn.L3Vni |> Option.toList |> List.collect (l3Vni asn vrf) ]

    family "l2vpn evpn" place lines

let private general place =
    [ " no bgp ebgp-requires-policy"
      " no bgp default ipv4-unicast"
      " bgp graceful-restart preserve-fw-state"
      " no bgp network import-check" ]
    |> List.map (Line.about place)

let private routerId place fallback (router: Router) =
    match router.Id, fallback with
    | Some id, _ -> [ Line.from place "M-11" $" bgp router-id {IpAddress.text id}" ]
    | None, Some id -> [ Line.about place $" bgp router-id {IpAddress.text id}" ]
    | None, None -> []

let lines fallbackRouterId (sessions: Session list) (vrf: VrfName, router: Router) =
    let place = RouterPlace vrf

    Line.block
        (Line.from place "M-10" (opening vrf router.Asn))
        [ yield! general place
          yield! routerId place fallbackRouterId router
          yield! sessions |> List.collect (SessionLines.settings router.Asn)
          yield! unicast V4 vrf router sessions
          yield! unicast V6 vrf router sessions
          yield! router.Evpn |> Option.toList |> List.collect (evpn router.Asn vrf sessions) ]
        (Line.about place "exit")

/// The L3 VNI of a VRF is told to zebra.
let vrfBlock (vrf: VrfName, router: Router) =
    match router.Evpn |> Option.bind (fun evpn -> evpn.L3Vni) with
    | Some l3vni when not vrf.IsDefault ->
        let place = L3VniPlace vrf

        Line.block
            (Line.about place $"vrf {vrf.Text}")
            [ Line.from place "M-57" $" vni {l3vni.Vni}" ]
            (Line.about place "exit-vrf")
    | Some _
    | None -> []
