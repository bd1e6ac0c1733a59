/// What one neighbor's fields mean together with the rest of its object, and what is wrong with that.
module internal FrrK8s.Rules.ResolveNeighbor

open System.Collections.Generic

/// The password of a secret, or what is wrong with it. None: nobody looks into secrets here, so nothing is claimed.
type FindSecret = string -> Result<Password option, string>

/// Whether a session of these families carries a prefix: asked of every prefix of every neighbor.
let private isCarriedBy (families: Set<Family>) =
    let carriesV4, carriesV6 = families.Contains V4, families.Contains V6

    fun (prefix: Prefix) ->
        match prefix.Family with
        | V4 -> carriesV4
        | V6 -> carriesV6

let private familyFindings key (families: Set<Family>) (prefixes: (JsonPath * Prefix) list) =
    let isCarried = isCarriedBy families

    [ for path, prefix in prefixes do
          if not (isCarried prefix) then
              Finding.error
                  path
                  $"`{Prefix.text prefix}` is {prefix.Family.Text}, which the session with {key} does not carry without dualStackAddressFamily" ]

/// The prefixes to advertise, and what is wrong with them.
let private advertised (available: Set<Prefix>) families (neighbor: DeclaredNeighbor) =
    match neighbor.Advertise.Allowed with
    | AllOfThem ->
        let isCarried = isCarriedBy families

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

        let listed = entries |> Seq.map snd |> HashSet

        // Most lists name all that there is: a tree of its own for each neighbor would cost more than all the rest.
        let prefixes =
            if missing.IsEmpty && listed.Count = available.Count then
                available
            else
                Set.ofSeq listed

        prefixes, wrongFamily @ missing

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
                  $"`{IpAddress.text address}` is {family.Text}, which the session with {neighbor.Key} does not carry without dualStackAddressFamily" ]
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

let private evpnFindings (router: DeclaredRouter) (neighbor: DeclaredNeighbor) =
    if neighbor.Settings.AddressFamilies.Contains Evpn && router.Evpn.IsNone then
        [ Finding.warning
              (Field(neighbor.Path, "addressFamilies"))
              "`evpn` takes effect only while some object gives this router an evpn section" ]
    else
        []

let private profileFindings (profiles: DeclaredProfile list) (neighbor: DeclaredNeighbor) =
    match neighbor.Settings.BfdProfile with
    | Some name when profiles |> List.forall (fun profile -> profile.Name <> name) ->
        [ Finding.error
              (Field(neighbor.Path, "bfdProfile"))
              $"`{name.Text}` is not among the bfdProfiles of this object: a configuration is self-contained" ]
    | _ -> []

let private password ns (findSecret: FindSecret) (neighbor: DeclaredNeighbor) =
    match neighbor.PasswordSecret with
    | None -> neighbor.Settings.Password, []
    | Some reference ->
        let elsewhere =
            [ match reference.Namespace with
              | Some written when written <> ns ->
                  Finding.warning
                      (Field(reference.Path, "namespace"))
                      $"the secret is looked up in the object's own namespace, `{ns}`, not in `{written}`"
              | Some _
              | None -> () ]

        match findSecret reference.Name with
        | Ok password -> password, elsewhere
        | Result.Error message -> None, Finding.error reference.Path message :: elsewhere

/// The neighbor with everything settled, and what is wrong.
let resolve
    ns
    findSecret
    (spec: DeclaredSpec)
    available
    (router: DeclaredRouter)
    (neighbor: DeclaredNeighbor)
    =
    let families = Neighbor.families neighbor.Key neighbor.Settings
    let advertise = neighbor.Advertise
    let prefixes, prefixFindings = advertised available families neighbor
    let password, passwordFindings = password ns findSecret neighbor

    let findings =
        profileFindings spec.BfdProfiles neighbor
        @ localAsFindings router neighbor
        @ multiHopFindings router neighbor
        @ evpnFindings router neighbor
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
