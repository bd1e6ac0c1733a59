/// What objects ask for, read off them one by one: no merging, no rendering. Slow and obvious.
module FrrK8s.Properties.Effect

open FrrK8s.Rules
open FrrK8s.Properties.Policy

/// One neighbor as one object declares it.
type Voice =
    { Spec: DeclaredSpec
      Router: DeclaredRouter
      Neighbor: DeclaredNeighbor }

/// The neighbors of some objects, each with everything that is said of it.
let voices (specs: DeclaredSpec list) : ((VrfName * NeighborKey) * Voice list) list =
    [ for spec in specs do
          for router in spec.Routers do
              for neighbor in router.Neighbors ->
                  (router.Vrf, neighbor.Key),
                  { Spec = spec
                    Router = router
                    Neighbor = neighbor } ]
    |> List.groupBy fst
    |> List.map (fun (name, group) -> name, List.map snd group)

/// The families that one voice's session carries.
let private families (voice: Voice) =
    match voice.Neighbor.Key with
    | Address address when not voice.Neighbor.Settings.DualStack -> [ address.Family ]
    | Address _
    | Interface _ -> [ V4; V6 ]

let private isCarried (voices: Voice list) family =
    voices
    |> List.exists (fun voice -> voice.Neighbor.Settings.AddressFamilies.Contains Unicast)
    && voices |> List.exists (fun voice -> families voice |> List.contains family)

/// The prefixes of the object's router, and those of the VRFs that it imports from the same object.
let private available (voice: Voice) =
    let routersOf vrf =
        voice.Spec.Routers |> List.filter (fun router -> router.Vrf = vrf)

    [ yield voice.Router.Vrf
      for router in routersOf voice.Router.Vrf do
          yield! List.map snd router.Imports ]
    |> List.collect routersOf
    |> List.collect (fun router -> List.map snd router.Prefixes)

let private advertises (prefix: Prefix) (voice: Voice) =
    match voice.Neighbor.Advertise.Allowed with
    | AllOfThem ->
        families voice |> List.contains prefix.Family
        && List.contains prefix (available voice)
    | Listed entries -> entries |> List.exists (fun (_, entry) -> entry = prefix)

let private valuesFor (prefix: Prefix) (attributes: Attribute<'value> list) =
    attributes
    |> List.filter (fun attribute -> attribute.Prefixes |> List.exists (fun (_, entry) -> entry = prefix))
    |> List.map _.Value

/// What a neighbor is told of a prefix.
let told (voices: Voice list) (prefix: Prefix) : Carried option =
    let advertises' = voices |> List.map _.Neighbor.Advertise

    if isCarried voices prefix.Family && voices |> List.exists (advertises prefix) then
        Some
            { LocalPref =
                advertises'
                |> List.collect (fun said -> valuesFor prefix said.LocalPrefs)
                |> List.tryHead
              Communities =
                advertises'
                |> List.collect (fun said -> valuesFor prefix said.Communities)
                |> Set.ofList
              NextHop =
                advertises'
                |> List.tryPick (fun said ->
                    match prefix.Family with
                    | V4 -> Option.map snd said.NextHopV4
                    | V6 -> Option.map snd said.NextHopV6) }
    else
        None

let private isInRange (prefix: Prefix) (range: PrefixRange) =
    covers range.Prefix prefix
    && prefix.Length >= range.Min
    && prefix.Length <= range.Max

/// Whether a neighbor may tell of a prefix. What is blocked, is blocked for everybody.
let accepted (blocked: Prefix list) (voices: Voice list) (prefix: Prefix) =
    isCarried voices prefix.Family
    && not (blocked |> List.exists (fun network -> covers network prefix))
    && voices
       |> List.exists (fun voice ->
           match voice.Neighbor.Settings.Receive with
           | All -> true
           | Only ranges -> ranges |> Set.exists (isInRange prefix))
