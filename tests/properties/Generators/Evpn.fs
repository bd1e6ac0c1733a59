/// The EVPN side of manifests. Most drawn objects have none of it; some sets of objects are about nothing else.
module FrrK8s.Properties.Evpn

open System.Text.Json.Nodes
open FsCheck
open FsCheck.FSharp
open FrrK8s.Properties.Draw

let private vni fields value =
    record (
        [ always "vni" (Gen.constant (number value))
          field 40 "rd" (mostly (text "65000:1") [ text "10.0.0.1:1" ])
          field
              12
              "importRTs"
              (Gen.elements [ array [ text "65000:1" ]; array [ text "65000:2"; text "70000:1" ] ])
          field 12 "exportRTs" (Gen.elements [ array [ text "65000:1" ]; array [ text "65000:3" ] ]) ]
        @ fields
    )

let private l3Vni =
    Gen.frequency [ 5, Gen.constant 500L; 1, Gen.constant 501L; 1, Gen.constant 100L ]
    |> Gen.bind (vni [ always "advertisePrefixes" (Gen.constant (array [ text "unicast" ])) ])

let private l2Vnis numbers =
    someOf 2 numbers |> Gen.bind (Gen.collectToList (vni [])) |> Gen.map array

/// The section of a router that is about other things too.
let section vrf =
    record
        [ field 50 "advertiseVNIs" (Gen.elements [ text "All"; text "Disabled" ])
          field 20 "advertiseSVI" (Gen.constant (truth true))
          field 60 "l2vnis" (l2Vnis (if vrf = "" then [ 100L; 200L ] else [ 200L; 300L; 400L ]))
          field (if vrf = "" then 0 else 20) "l3vni" l3Vni ]

let private neighbor =
    record
        [ always "address" (Gen.constant (text "10.0.0.1"))
          always "asn" (Gen.constant (number 64513L))
          always
              "addressFamilies"
              (Gen.elements [ array [ text "unicast"; text "evpn" ]; array [ text "evpn" ] ]) ]

let private underlay =
    record
        [ always "asn" (Gen.constant (number 64512L))
          field 80 "neighbors" (neighbor |> Gen.map (fun one -> array [ one ]))
          always
              "evpn"
              (record
                  [ field 70 "advertiseVNIs" (Gen.constant (text "All"))
                    field 30 "advertiseSVI" (Gen.constant (truth true))
                    field 80 "l2vnis" (l2Vnis [ 100L; 200L ]) ]) ]

let private tenant =
    record
        [ always "asn" (Gen.constant (number 64512L))
          always "vrf" (Gen.constant (text "red"))
          always "evpn" (record [ field 80 "l3vni" l3Vni ]) ]

/// Routers of an object that is about EVPN alone.
let routers: Gen<JsonNode list> =
    gen {
        let! first = chance 70 underlay
        let! second = chance 70 tenant
        return Option.toList first @ Option.toList second
    }
