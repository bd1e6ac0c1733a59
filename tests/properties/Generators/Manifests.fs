/// FRRConfigurations as people write them. A neighbor, a VRF, a profile has a usual value for each of its fields,
/// which most objects that speak of it agree on.
module FrrK8s.Properties.Manifests

open System.Text.Json
open System.Text.Json.Nodes
open FsCheck
open FsCheck.FSharp
open FrrK8s.Properties.Draw

let private prefixesV4 =
    [ "10.1.0.0/16"; "10.1.2.0/24"; "192.0.2.0/24"; "198.51.100.7/32"; "0.0.0.0/0" ]

let private prefixesV6 =
    [ "2001:db8::/32"; "2001:DB8:1::/48"; "2001:db8:1:0::/48"; "::/0" ]

let private addresses =
    [ "10.0.0.1"; "10.0.0.2"; "2001:db8::1"; "2001:DB8:0::1"; "::ffff:10.0.0.2" ]

let private interfaces = [ "eth0"; "eth0-red" ]
let private profiles = [ "fast"; "slow" ]

let private communities =
    [ "65000:100"; "0065000:0100"; "65535:65281"; "large:1:2:3" ]

/// One of the usual values for the neighbor, or another.
let private claim percent name (usual: JsonNode) (others: JsonNode list) =
    field percent name (mostly usual others)

let private allowed (prefixes: string list) =
    Gen.frequency
        [ 2, Gen.constant (object [ "mode", Some(text "all") ])
          3,
          someOf 3 prefixes
          |> Gen.map (fun chosen -> object [ "prefixes", Some(array (chosen |> List.map text)) ]) ]

let private attribute name (values: JsonNode list) (prefixes: string list) =
    gen {
        let! value = Gen.elements values
        let! first = Gen.elements prefixes
        let! more = someOf 1 prefixes
        let listed = first :: more |> List.distinct |> List.map text
        return [ object [ "prefixes", Some(array listed); name, Some value ] ]
    }

let private advertise (isDual: bool) (isV6: bool) (prefixes: string list) =
    let carried =
        prefixes |> List.filter (fun prefix -> isDual || prefix.Contains ':' = isV6)

    match carried with
    | [] -> Gen.constant (object [ "allowed", Some(object [ "mode", Some(text "all") ]) ])
    | _ ->
        let everything = object [ "mode", Some(text "all") ]

        let hop =
            if isV6 then
                "ipv6", text "2001:db8::9"
            else
                "ipv4", text "10.0.0.9"

        Gen.oneof
            [ allowed carried |> Gen.map (fun chosen -> object [ "allowed", Some chosen ])
              record
                  [ always "allowed" (Gen.constant everything)
                    field 25 "nextHop" (Gen.constant (object [ fst hop, Some(snd hop) ]))
                    field
                        30
                        "withLocalPref"
                        (several (attribute "localPref" [ number 100L; number 200L ] carried))
                    field
                        30
                        "withCommunity"
                        (several (attribute "community" (List.map text communities) carried)) ] ]

let private selector =
    gen {
        let! prefix, length, bits =
            Gen.elements
                [ "10.0.0.0/8", 8, 32
                  "10.1.0.0/16", 16, 32
                  "0.0.0.0/1", 1, 32
                  "0.0.0.0/12", 12, 32
                  "2000::/3", 3, 128
                  "2000::/34", 34, 128 ]

        let! le = chance 40 (Gen.elements [ bits; length + 1; length + 9 ])
        let! ge = chance 30 (Gen.elements [ length; length + 1 ])

        return
            object
                [ "prefix", Some(text prefix)
                  "le", Option.map (int64 >> number) le
                  "ge", Option.map (int64 >> number) ge ]
    }

let private receive =
    Gen.frequency
        [ 1, Gen.constant (object [ "allowed", Some(object [ "mode", Some(text "all") ]) ])
          4,
          Gen.choose (0, 3)
          |> Gen.bind (fun count -> Gen.listOfLength count selector)
          |> Gen.map (fun chosen -> object [ "allowed", Some(object [ "prefixes", Some(array chosen) ]) ]) ]

/// A neighbor's usual values follow from its name: objects that speak of one neighbor then mostly agree.
let private neighbor (own: string list) (prefixes: string list) =
    gen {
        let! isInterface = Gen.frequency [ 4, Gen.constant false; 1, Gen.constant true ]
        let! name = Gen.elements (if isInterface then interfaces else addresses)
        let canonical = name.ToLowerInvariant().Replace("::ffff:", "").Replace(":0::", "::")
        let usual = Seq.sumBy int canonical % 2 = 0
        let isV6 = canonical.Contains ':'

        let! isDual =
            if isInterface then
                Gen.constant true
            else
                Gen.frequency [ 6, Gen.constant false; 1, Gen.constant true ]

        let either (a: JsonNode) (b: JsonNode) = if usual then a, [ b ] else b, [ a ]
        let both name percent (a, others) = claim percent name a others
        let! hasTimers = chance 25 (mostly ("90s", "30s") [ "180s", "60s"; "0s", "0s" ])

        return!
            record
                [ always (if isInterface then "interface" else "address") (Gen.constant (text name))
                  always "asn" (mostly (number (if usual then 64513L else 64514L)) [ number 64515L ])
                  both "port" 25 (either (number 179L) (number 180L))
                  both "password" 20 (either (text "one") (text "two"))
                  both "sourceaddress" 15 (either (text "10.0.0.8") (text "lo"))
                  both "connectTime" 20 (either (text "10s") (text "1m"))
                  both "localASN" 15 (either (number 64600L) (number 64601L))
                  field
                      25
                      "bfdProfile"
                      (if own.IsEmpty then
                           Gen.constant (text "")
                       else
                           Gen.elements own |> Gen.map text)
                  Gen.constant ("holdTime", hasTimers |> Option.map (fst >> text))
                  Gen.constant ("keepaliveTime", hasTimers |> Option.map (snd >> text))
                  Gen.constant (
                      "dualStackAddressFamily",
                      (if isDual && not isInterface then Some(truth true) else None)
                  )
                  (if isInterface then
                       Gen.constant ("ebgpMultiHop", None)
                   else
                       field 20 "ebgpMultiHop" (Gen.constant (truth true)))
                  field 20 "enableGracefulRestart" (Gen.elements [ truth true; truth false ])
                  field
                      30
                      "addressFamilies"
                      (Gen.elements
                          [ array [ text "unicast" ]
                            array [ text "evpn" ]
                            array [ text "unicast"; text "evpn" ] ])
                  field 60 "toAdvertise" (advertise isDual isV6 prefixes)
                  field 60 "toReceive" receive ]
    }

let private router own vrf =
    gen {
        let! prefixes = someOf 4 (prefixesV4 @ prefixesV6)
        let! count = Gen.choose (0, 3)
        let! neighbors = Gen.listOfLength count (neighbor own prefixes)
        let! spelledDefault = Gen.elements [ true; false ]

        let vrfField =
            if vrf = "" then
                (if spelledDefault then Some "default" else None)
            else
                Some vrf

        return!
            record
                [ always "asn" (mostly (number (if vrf = "blue" then 64520L else 64512L)) [ number 64530L ])
                  Gen.constant ("vrf", vrfField |> Option.map text)
                  field 20 "id" (mostly (text "192.0.2.1") [ text "192.0.2.2" ])
                  always "prefixes" (Gen.constant (array (List.map text prefixes)))
                  always "neighbors" (Gen.constant (array neighbors))
                  field 20 "evpn" (Evpn.section vrf) ]
    }

let private profile (name: string) =
    record
        [ always "name" (Gen.constant (text name))
          claim 40 "receiveInterval" (number 100L) [ number 300L ]
          claim 40 "transmitInterval" (number 100L) [ number 200L ]
          claim 30 "detectMultiplier" (number 3L) [ number 5L ]
          claim 20 "echoInterval" (number 50L) [ number 60L ]
          field 20 "echoMode" (Gen.elements [ truth true; truth false ])
          field 20 "passiveMode" (Gen.constant (truth true))
          claim 20 "minimumTtl" (number 254L) [ number 200L ] ]

let private withImports (vrfs: string list) (routers: JsonNode list) =
    gen {
        let! isImporting = Gen.frequency [ 4, Gen.constant false; 1, Gen.constant true ]

        match vrfs, routers with
        | first :: second :: _, importer :: _ when isImporting && first <> second ->
            let named = if second = "" then "default" else second
            importer["imports"] <- array [ object [ "vrf", Some(text named) ] ]
        | _ -> ()

        return routers
    }

let private spec =
    gen {
        let! vrfs =
            Gen.frequency
                [ 6, Gen.constant [ "" ]
                  2, someOf 2 [ ""; "red"; "blue" ]
                  1, Gen.constant [ ""; "" ]
                  1, Gen.constant [] ]

        let! own = someOf 2 profiles
        let! routers = vrfs |> List.map (router own) |> Gen.collectToList id
        let! routers = withImports vrfs (List.ofSeq routers)
        let! declared = own |> List.map profile |> Gen.collectToList id
        let! priority = Gen.elements [ 0L; 5L; -1L ]

        let! raw =
            chance 15 (Gen.elements [ "! a remark\n"; "ip prefix-list mine seq 5 permit any" ])

        return
            object
                [ "bgp",
                  Some(object [ "routers", Some(array routers); "bfdProfiles", Some(array (declared)) ])
                  "raw",
                  raw
                  |> Option.map (fun words ->
                      object [ "priority", Some(number priority); "rawConfig", Some(text words) ]) ]
    }

let private evpnSpec =
    Evpn.routers
    |> Gen.map (fun routers -> object [ "bgp", Some(object [ "routers", Some(array routers) ]) ])

/// An object of this name; its age is drawn from few values, so that ages are often equal.
let manifestOf (spec: Gen<JsonNode>) (name: string) =
    gen {
        let! spec = spec
        let! day = Gen.choose (1, 3)

        return
            object
                [ "apiVersion", Some(text "frrk8s.metallb.io/v1beta1")
                  "kind", Some(text "FRRConfiguration")
                  "metadata",
                  Some(
                      object
                          [ "name", Some(text name)
                            "namespace", Some(text "frr-k8s-system")
                            "creationTimestamp", Some(text $"2026-01-0{day}T00:00:00Z") ]
                  )
                  "spec", Some spec ]
    }

/// A handful of objects that share one node.
type Manifests =
    { Texts: string list }

    member this.Elements =
        this.Texts |> List.map (fun json -> JsonDocument.Parse(json).RootElement)

    override this.ToString() = String.concat "\n" this.Texts

let manifests =
    gen {
        let! count = Gen.choose (0, 5)
        let! spec = Gen.frequency [ 5, Gen.constant spec; 1, Gen.constant evpnSpec ]

        let! drawn =
            [ 1..count ]
            |> Gen.collectToList (fun index -> manifestOf spec $"object-{index}")

        return { Texts = drawn |> Seq.map (fun node -> node.ToJsonString()) |> List.ofSeq }
    }
