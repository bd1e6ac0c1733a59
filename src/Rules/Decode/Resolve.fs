/// From what an author declared to what the object contributes: principle 1, a configuration is self-contained.
/// `mode: all`, imports, BFD profiles and "the prefix must be in the router" see only their own object and its secrets.
module internal FrrK8s.Rules.Resolve

/// The password of a secret, or what is wrong with it.
type FindSecret = string -> Result<Password, string>

let private prefixesOf (routers: DeclaredRouter list) vrf =
    routers
    |> List.filter (fun router -> router.Vrf = vrf)
    |> Seq.collect (fun router -> router.Prefixes |> Seq.map snd)

/// What a router may advertise: its own prefixes and those of the VRFs that it imports, in this object.
let private advertisable (routers: DeclaredRouter list) vrf =
    let imports =
        routers
        |> Seq.filter (fun router -> router.Vrf = vrf)
        |> Seq.collect (fun router -> router.Imports |> Seq.map snd)

    Seq.append (Seq.singleton vrf) imports
    |> Seq.collect (prefixesOf routers)
    |> Set.ofSeq

let private importFindings (routers: DeclaredRouter list) (router: DeclaredRouter) =
    [ for path, vrf in router.Imports do
          if vrf = router.Vrf then
              Finding.error path $"a router cannot import its own VRF, `{vrf}`"
          elif routers |> List.forall (fun other -> other.Vrf <> vrf) then
              Finding.error
                  path
                  $"no router of this object has the VRF `{vrf}`: a configuration is self-contained" ]

let private familyText (family: Family) =
    match family with
    | V4 -> "IPv4"
    | V6 -> "IPv6"

let private familyFindings key (families: Set<Family>) (prefixes: (JsonPath * Prefix) list) =
    [ for path, prefix in prefixes do
          if not (families.Contains prefix.Family) then
              Finding.error
                  path
                  $"`{Prefix.text prefix}` is {familyText prefix.Family}, which the session with {key} does not carry without dualStackAddressFamily" ]

/// The prefixes to advertise, and what is wrong with them.
let private advertised (available: Set<Prefix>) families (neighbor: DeclaredNeighbor) =
    match neighbor.Advertise.Allowed with
    | AllOfThem ->
        let isCarried (prefix: Prefix) = Set.contains prefix.Family families

        if Set.forall isCarried available then
            available, []
        else
            Set.filter isCarried available, []
    | Listed entries ->
        let wrongFamily = familyFindings neighbor.Key families entries

        let missing =
            [ for path, prefix in entries do
                  if not (available.Contains prefix) then
                      Finding.error
                          path
                          $"`{Prefix.text prefix}` is not among the prefixes of the router, nor of the VRFs that it imports, in this object" ]

        entries |> Seq.map snd |> Set.ofSeq, wrongFamily @ missing

let private attributeFindings
    name
    (advertised: Set<Prefix>)
    (neighbor: DeclaredNeighbor)
    families
    (attributes: Attribute<'value> list)
    =
    [ for attribute in attributes do
          let wrongFamily = familyFindings neighbor.Key families attribute.Prefixes
          yield! wrongFamily

          if wrongFamily.IsEmpty then
              for path, prefix in attribute.Prefixes do
                  if not (advertised.Contains prefix) then
                      Finding.error
                          path
                          $"`{Prefix.text prefix}` has a {name} but is not advertised to {neighbor.Key}" ]

let private nextHopFindings (neighbor: DeclaredNeighbor) (families: Set<Family>) =
    let check family hop =
        match hop with
        | Some(path, address) when not (families.Contains family) ->
            [ Finding.error
                  path
                  $"`{IpAddress.text address}` is {familyText family}, which the session with {neighbor.Key} does not carry without dualStackAddressFamily" ]
        | _ -> []

    check V4 neighbor.Advertise.NextHopV4 @ check V6 neighbor.Advertise.NextHopV6

let private localAsFindings (router: DeclaredRouter) (neighbor: DeclaredNeighbor) =
    let at message =
        [ Finding.error (Field(neighbor.Path, "localASN")) message ]

    match neighbor.Settings.LocalAsn, neighbor.Settings.RemoteAs with
    | None, _ -> []
    | Some _, remote when RemoteAs.isInternal router.Asn remote ->
        at $"a local AS is for eBGP, and the neighbor is in the router's AS {router.Asn}"
    | Some local, _ when local = router.Asn -> at $"it is the router's own AS, {router.Asn}"
    | Some local, Numbered remote when local = remote -> at $"it is the neighbor's AS, {remote}"
    | Some _, _ -> []

let private multiHopFindings (router: DeclaredRouter) (neighbor: DeclaredNeighbor) =
    if
        neighbor.Settings.EbgpMultiHop
        && RemoteAs.isInternal router.Asn neighbor.Settings.RemoteAs
    then
        [ Finding.warning
              (Field(neighbor.Path, "ebgpMultiHop"))
              "the session is iBGP: the field has no effect" ]
    else
        []

let private profileFindings (profiles: DeclaredProfile list) (neighbor: DeclaredNeighbor) =
    match neighbor.Settings.BfdProfile with
    | Some name when profiles |> List.forall (fun profile -> profile.Name <> name) ->
        [ Finding.error
              (Field(neighbor.Path, "bfdProfile"))
              $"`{name.Text}` is not among the bfdProfiles of this object: a configuration is self-contained" ]
    | _ -> []

let private password (findSecret: FindSecret) (neighbor: DeclaredNeighbor) =
    match neighbor.PasswordSecret with
    | None -> neighbor.Settings.Password, []
    | Some(path, name) ->
        match findSecret name with
        | Ok password -> Some password, []
        | Result.Error message -> None, [ Finding.error path message ]

/// The neighbor with everything settled, and what is wrong.
let private resolveNeighbor
    findSecret
    (spec: DeclaredSpec)
    available
    (router: DeclaredRouter)
    (neighbor: DeclaredNeighbor)
    =
    let families = Neighbor.families neighbor.Key neighbor.Settings
    let advertise = neighbor.Advertise
    let prefixes, prefixFindings = advertised available families neighbor
    let password, passwordFindings = password findSecret neighbor

    let findings =
        profileFindings spec.BfdProfiles neighbor
        @ localAsFindings router neighbor
        @ multiHopFindings router neighbor
        @ passwordFindings
        @ prefixFindings
        @ nextHopFindings neighbor families
        @ attributeFindings "local preference" prefixes neighbor families advertise.LocalPrefs
        @ attributeFindings "community" prefixes neighbor families advertise.Communities

    let pairs (attributes: Attribute<'value> list) =
        seq {
            for attribute in attributes do
                for _, prefix in attribute.Prefixes -> prefix, attribute.Value
        }

    let localPrefs, contradictions =
        pairs advertise.LocalPrefs
        |> Seq.distinct
        |> Seq.groupBy fst
        |> List.ofSeq
        |> List.partition (fun (_, values) -> Seq.length values = 1)

    let contradiction =
        [ for prefix, values in contradictions do
              let listed =
                  values |> Seq.map (fun (_, value) -> $"`{value}`") |> String.concat " and "

              Finding.error
                  (Field(Field(neighbor.Path, "toAdvertise"), "withLocalPref"))
                  $"`{Prefix.text prefix}` has the local preferences {listed}: it can have one" ]

    { neighbor.Settings with
        Password = password
        Advertise = prefixes
        NextHopV4 = Option.map snd advertise.NextHopV4
        NextHopV6 = Option.map snd advertise.NextHopV6
        LocalPrefs = localPrefs |> Seq.collect snd |> Map.ofSeq
        Communities =
            pairs advertise.Communities
            |> Seq.map (fun (prefix, value) -> value, prefix)
            |> Set.ofSeq },
    findings @ contradiction

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
    let pathOf own place =
        match place with
        | L2VniPlace _ -> own
        | EvpnPlace _ -> evpn.Path
        | L3VniPlace _ -> evpn.L3Vni |> Option.map fst |> Option.defaultValue evpn.Path
        | NodePlace
        | ProfilePlace _
        | RouterPlace _
        | NeighborPlace _ -> router.Path

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

let private routerParts name findSecret (spec: DeclaredSpec) (router: DeclaredRouter) =
    let available = advertisable spec.Routers router.Vrf

    let own =
        { stub router with
            Id = router.Id
            Prefixes = router.Prefixes |> Seq.map snd |> Set.ofSeq
            Imports = router.Imports |> Seq.map snd |> Set.ofSeq }

    let neighbors =
        [ for neighbor in router.Neighbors do
              let resolved, findings = resolveNeighbor findSecret spec available router neighbor

              let pathOf place =
                  match place with
                  | NeighborPlace _ -> neighbor.Path
                  | _ -> router.Path

              let config =
                  { stub router with
                      Neighbors = Map.ofList [ neighbor.Key, resolved ] }

              part name router config pathOf, findings ]

    let evpn = router.Evpn |> Option.toList

    part name router own (fun _ -> router.Path) :: List.map fst neighbors
    @ List.collect (evpnParts name router) evpn,
    importFindings spec.Routers router
    @ List.collect snd neighbors
    @ List.collect (evpnFindings router) evpn

let private nodePart name path config =
    { Object = name
      Config = config
      PathOf = fun _ -> path }

/// The parts of an object, or everything that is wrong with it. `name` stands in every part.
let resolve (findSecret: FindSecret) (name: ObjectName) (spec: DeclaredSpec) : Checked<Part list> =
    let routers = spec.Routers |> List.map (routerParts name findSecret spec)

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
