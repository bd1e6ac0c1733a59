/// From what an author declared to what the object contributes: principle 1, a configuration is self-contained.
/// `mode: all`, imports, BFD profiles and "the prefix must be in the router" see only their own object and its secrets.
module internal FrrK8s.Rules.Resolve

/// A router and the set of its prefixes, which is made once: it can be large, and every neighbor may need it.
type private WithPrefixes =
    { Router: DeclaredRouter
      Prefixes: Set<Prefix> }

/// What a router may advertise: its own prefixes and those of the VRFs that it imports, in this object.
let private advertisable (routers: WithPrefixes list) vrf =
    let imports =
        [ for entry in routers do
              if entry.Router.Vrf = vrf then
                  yield! List.map snd entry.Router.Imports ]

    routers
    |> List.filter (fun entry -> List.contains entry.Router.Vrf (vrf :: imports))
    |> List.map _.Prefixes
    |> Set.unionMany

let private importFindings (routers: DeclaredRouter list) (router: DeclaredRouter) =
    [ for path, vrf in router.Imports do
          if vrf = router.Vrf then
              Finding.error path $"a router cannot import its own VRF, `{vrf}`"
          elif routers |> List.forall (fun other -> other.Vrf <> vrf) then
              Finding.error
                  path
                  $"no router of this object has the VRF `{vrf}`: a configuration is self-contained" ]

let private stub (router: DeclaredRouter) : Router =
    { Asn = router.Asn
      Id = None
      Prefixes = Set.empty
      Imports = Set.empty
      Neighbors = Map.empty
      Evpn = None }

let private part name (router: DeclaredRouter) (config: Router) pathOf =
    { Object = name
      Config =
        { NodeConfig.empty with
            Routers = Map.ofList [ router.Vrf, config ] }
      PathOf = pathOf }

let private emptyEvpn =
    { AdvertiseAllVnis = false
      AdvertiseSvi = false
      L2Vnis = Map.empty
      L3Vni = None }

let private evpnFindings (router: DeclaredRouter) (evpn: DeclaredEvpn) =
    let unlessAdvertised name =
        Finding.warning
            (Field(evpn.Path, name))
            "it takes effect only while some object sets advertiseVNIs to `All` on this router"

    let importsFromAny (properties: VniProperties) =
        properties.ImportRouteTargets
        |> Set.exists (fun target -> target.Administrator = AnyAs)

    [ match evpn.L3Vni with
      | Some(path, _) when router.Vrf.IsDefault ->
          Finding.warning
              path
              "the router is that of the default VRF, which has no L3 VNI: only the advertising takes effect"
      | Some _
      | None -> ()

      if evpn.AdvertiseSvi && not evpn.AdvertiseAllVnis then
          unlessAdvertised "advertiseSVI"

      if not evpn.L2Vnis.IsEmpty && not evpn.AdvertiseAllVnis then
          unlessAdvertised "l2vnis"

      let properties =
          [ for l2vni in evpn.L2Vnis -> l2vni.Path, l2vni.Properties
            for path, l3vni in Option.toList evpn.L3Vni -> path, l3vni.Properties ]

      for path, vni in properties do
          if importsFromAny vni then
              Finding.warning
                  (Field(path, "importRTs"))
                  "FRR before 9.1 has no `*` in a route target and leaves it out" ]

/// A part for the section itself and one for each L2 VNI: the same VNI may be listed twice.
let private evpnParts name (router: DeclaredRouter) (evpn: DeclaredEvpn) =
    let pathOf own place field =
        let entry =
            match place with
            | L2VniPlace _ -> own
            | EvpnPlace _ -> evpn.Path
            | L3VniPlace _ -> evpn.L3Vni |> Option.map fst |> Option.defaultValue evpn.Path
            | NodePlace
            | ProfilePlace _
            | RouterPlace _
            | NeighborPlace _ -> router.Path

        JsonPath.child entry field

    let section =
        { emptyEvpn with
            AdvertiseAllVnis = evpn.AdvertiseAllVnis
            AdvertiseSvi = evpn.AdvertiseSvi
            L3Vni = Option.map snd evpn.L3Vni }

    part name router { stub router with Evpn = Some section } (pathOf evpn.Path)
    :: [ for l2vni in evpn.L2Vnis do
             let entry =
                 { emptyEvpn with
                     L2Vnis = Map.ofList [ l2vni.Vni, l2vni.Properties ] }

             part name router { stub router with Evpn = Some entry } (pathOf l2vni.Path) ]

let private routerParts
    (name: ObjectName)
    findSecret
    (spec: DeclaredSpec)
    (routers: WithPrefixes list)
    { Router = router; Prefixes = prefixes }
    =
    let available = advertisable routers router.Vrf

    let own =
        { stub router with
            Id = router.Id
            Prefixes = prefixes
            Imports = router.Imports |> Seq.map snd |> Set.ofSeq }

    let neighbors =
        [ for neighbor in router.Neighbors do
              let resolved, findings =
                  ResolveNeighbor.resolve name.Namespace findSecret spec available router neighbor

              let pathOf place field =
                  match place, field with
                  | NeighborPlace _, "password" when neighbor.PasswordSecret.IsSome ->
                      Field(neighbor.Path, "passwordSecret")
                  | NeighborPlace _, _ -> JsonPath.child neighbor.Path field
                  | _ -> JsonPath.child router.Path field

              let config =
                  { stub router with
                      Neighbors = Map.ofList [ neighbor.Key, resolved ] }

              part name router config pathOf, findings ]

    let evpn = router.Evpn |> Option.toList

    part name router own (fun _ -> JsonPath.child router.Path)
    :: List.map fst neighbors
    @ List.collect (evpnParts name router) evpn,
    importFindings spec.Routers router
    @ List.collect snd neighbors
    @ List.collect (evpnFindings router) evpn

let private nodePart name path config =
    { Object = name
      Config = config
      PathOf = fun _ -> JsonPath.child path }

/// The parts of an object, or everything that is wrong with it. `name` stands in every part.
let resolve
    (findSecret: ResolveNeighbor.FindSecret)
    (name: ObjectName)
    (spec: DeclaredSpec)
    : Checked<Part list> =
    let withPrefixes =
        [ for router in spec.Routers ->
              { Router = router
                Prefixes = router.Prefixes |> Seq.map snd |> Set.ofSeq } ]

    let routers =
        withPrefixes |> List.map (routerParts name findSecret spec withPrefixes)

    let profiles =
        [ for profile in spec.BfdProfiles ->
              nodePart
                  name
                  profile.Path
                  { NodeConfig.empty with
                      BfdProfiles = Map.ofList [ profile.Name, profile.Profile ] } ]

    let raw =
        [ for raw in Option.toList spec.Raw ->
              let key =
                  { Priority = raw.Priority
                    Object = name }

              nodePart
                  name
                  raw.Path
                  { NodeConfig.empty with
                      Raw = Map.ofList [ key, raw.Config ] } ]

    Checked.ok (List.collect fst routers @ profiles @ raw)
    |> Checked.withFindings (List.collect snd routers)
