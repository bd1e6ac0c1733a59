/// Objects at the edges of what is allowed: routers with imports and EVPN, BFD profiles, snippets.
module FrrK8s.Properties.BoundaryObjects

open System.Text.Json.Nodes
open FsCheck
open FsCheck.FSharp
open FrrK8s.Rules
open FrrK8s.Properties.Draw
open FrrK8s.Properties.BoundaryNeighbors

/// One router of one object: what must be told apart from other routers, or agree with them, is handed out beforehand.
type RouterPlan =
    { Vrf: string
      Asn: int64
      Prefixes: string list
      Peers: (bool * string) list
      Vnis: int64 list
      IsTenant: bool
      HasEvpn: bool }

let private texts values = values |> List.map text |> array

/// The target that FRR derives itself is the odd one: it has to be drawn on purpose, alone and among others.
let private targets (asn: int64) (vni: int64) =
    let derived = $"{asn &&& 0xffffL}:{vni}"

    Gen.frequency
        [ 2, someOf 3 BoundaryWords.targets
          1, someOf 2 BoundaryWords.targets |> Gen.map (fun others -> derived :: others) ]
    |> Gen.map texts

let private properties asn vni =
    Gen.collectToList
        id
        [ field 40 "rd" (Gen.elements BoundaryWords.distinguishers |> Gen.map text)
          field 30 "importRTs" (targets asn vni)
          field 30 "exportRTs" (targets asn vni) ]
    |> Gen.map List.ofSeq

let private l2Vni asn (vni: int64) =
    properties asn vni
    |> Gen.map (fun properties -> object (("vni", Some(number vni)) :: properties))

let private evpn (plan: RouterPlan) =
    gen {
        match plan.Vnis with
        | [] -> return object []
        | first :: _ when plan.IsTenant ->
            let! properties = properties plan.Asn first

            let l3vni =
                object (
                    [ "vni", Some(number first); "advertisePrefixes", Some(texts [ "unicast" ]) ]
                    @ properties
                )

            return object [ "l3vni", Some l3vni ]
        | vnis ->
            let! advertises = Gen.frequency [ 3, Gen.constant "All"; 1, Gen.constant "Disabled" ]
            let! svi = chance 40 (Gen.constant (truth true))
            let! l2vnis = vnis |> Gen.collectToList (l2Vni plan.Asn)

            return
                object
                    [ "advertiseVNIs", Some(text advertises)
                      "advertiseSVI", svi
                      "l2vnis", Some(array (List.ofSeq l2vnis)) ]
    }

let private router profiles imports available (plan: RouterPlan) =
    gen {
        let around =
            { RouterAsn = plan.Asn
              Prefixes = available
              Profiles = profiles
              HasEvpn = plan.HasEvpn }

        let! neighbors =
            plan.Peers
            |> Gen.collectToList (fun (isInterface, name) -> neighbor around isInterface name)

        let! evpn = evpn plan

        let! id =
            chance
                30
                (Gen.elements [ "192.0.2.1"; "255.255.255.255"; "0.0.0.1"; "127.0.0.1" ]
                 |> Gen.map text)

        return
            object
                [ "asn", Some(number plan.Asn)
                  "vrf", (if plan.Vrf = "" then None else Some(text plan.Vrf))
                  "id", id
                  "prefixes", Some(texts plan.Prefixes)
                  "imports", Some(array (imports |> List.map (fun vrf -> object [ "vrf", Some(text vrf) ])))
                  "neighbors", Some(array (List.ofSeq neighbors))
                  "evpn", (if plan.HasEvpn || plan.IsTenant then Some evpn else None) ]
    }

let private profile (name: string) =
    let value percent name numbers =
        field percent name (Gen.elements numbers |> Gen.map number)

    record
        [ always "name" (Gen.constant (text name))
          value 60 "receiveInterval" [ 10L; 299L; 300L; 301L; 60000L ]
          value 60 "transmitInterval" [ 10L; 299L; 300L; 301L; 60000L ]
          value 60 "detectMultiplier" [ 2L; 3L; 4L; 255L ]
          value 50 "echoInterval" [ 10L; 49L; 50L; 51L; 60000L ]
          field 40 "echoMode" (Gen.elements [ truth true; truth false ])
          field 40 "passiveMode" (Gen.elements [ truth true; truth false ])
          value 50 "minimumTtl" [ 1L; 253L; 254L ] ]

let private snippets =
    [ "! a remark\n"
      "ip prefix-list mine seq 5 permit any"
      "route-map mine permit 10\r\n set metric 5\r\nexit\r\n\r\n" ]

let private raw =
    gen {
        let! priority = Gen.elements [ 0L; 5L; -1L ]
        let! snippet = Gen.elements snippets
        return object [ "priority", Some(number priority); "rawConfig", Some(text snippet) ]
    }

/// The other VRFs of the object, for a router that imports.
let private imports (plans: RouterPlan list) (plan: RouterPlan) =
    let others =
        plans
        |> List.filter (fun other -> other.Vrf <> plan.Vrf)
        |> List.map (fun other -> if other.Vrf = "" then "default" else other.Vrf)

    Gen.frequency [ 2, Gen.constant []; 1, someOf 2 others ]

let spec (profiles: string list) (plans: RouterPlan list) =
    gen {
        let prefixesOf vrf =
            plans
            |> List.filter (fun plan -> (if plan.Vrf = "" then "default" else plan.Vrf) = vrf)
            |> List.collect _.Prefixes

        let! routers =
            plans
            |> Gen.collectToList (fun plan ->
                gen {
                    let! imports = imports plans plan
                    let available = plan.Prefixes @ List.collect prefixesOf imports |> List.distinct
                    return! router profiles imports available plan
                })

        let! declared = profiles |> Gen.collectToList profile
        let! raw = chance 20 raw

        return
            object
                [ "bgp",
                  Some(
                      object
                          [ "routers", Some(array (List.ofSeq routers))
                            "bfdProfiles", Some(array (List.ofSeq declared)) ]
                  )
                  "raw", raw ]
    }
