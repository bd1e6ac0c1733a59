/// A neighbor with any of its fields, each at the edge of what is allowed. Fields that exclude each other are not drawn together,
/// so that most objects are admitted and reach FRR.
module FrrK8s.Properties.BoundaryNeighbors

open System.Text.Json.Nodes
open FsCheck
open FsCheck.FSharp
open FrrK8s.Rules
open FrrK8s.Properties.Draw

/// What a neighbor needs to know of the object that it stands in.
type Surroundings =
    {
        RouterAsn: int64
        /// What the router may advertise.
        Prefixes: string list
        Profiles: string list
        HasEvpn: bool
    }

let private isV6 text =
    match Prefix.tryParse text with
    | Some prefix -> prefix.Family = V6
    | None -> false

let private pick values = Gen.elements values |> Gen.map text
let private texts values = values |> List.map text |> array

let private allowed (drawn: string list) everything =
    if drawn.IsEmpty || everything then
        object [ "mode", Some(text "all") ]
    else
        object [ "mode", Some(text "filtered"); "prefixes", Some(texts drawn) ]

let private localPref (value: int64) prefixes =
    object
        [ "prefixes", Some(texts prefixes)
          "localPref", (if value = 0L then None else Some(number value)) ]

let private community (value: string) prefixes =
    object [ "prefixes", Some(texts prefixes); "community", Some(text value) ]

/// Attributes for some of the prefixes: one local preference a prefix, any number of communities.
let private attributed (told: string list) =
    gen {
        let! shuffled = Gen.shuffle told
        let! preferred = Gen.choose (0, min 3 told.Length)
        let! preferences = Gen.listOfLength preferred (Gen.elements BoundaryWords.localPrefs)
        let! communities = someOf 3 BoundaryWords.communities

        let! marked =
            communities
            |> Gen.collectToList (fun _ -> Gen.nonEmptyListOf (Gen.elements told))

        return
            (preferences, List.truncate preferred (List.ofSeq shuffled))
            ||> List.map2 (fun value prefix -> localPref value [ prefix ]),
            List.map2
                (fun value drawn -> community value (List.truncate 3 drawn))
                communities
                (List.ofSeq marked)
    }

let private nextHop families =
    record
        [ field (if List.contains V4 families then 60 else 0) "ipv4" (pick BoundaryWords.nextHopsV4)
          field (if List.contains V6 families then 60 else 0) "ipv6" (pick BoundaryWords.nextHopsV6) ]

let private advertise families prefixes =
    gen {
        let carried =
            prefixes
            |> List.filter (fun prefix -> List.contains (if isV6 prefix then V6 else V4) families)

        let! drawn = someOf 4 carried
        let! everything = Gen.elements [ true; false ]
        let told = if everything then carried else drawn
        let! hop = chance 40 (nextHop families)

        let! preferences, communities =
            if told.IsEmpty || (drawn.IsEmpty && not everything) then
                Gen.constant ([], [])
            else
                attributed told

        return
            object
                [ "allowed", Some(allowed told everything)
                  "nextHop", hop
                  "withLocalPref", Some(array preferences)
                  "withCommunity", Some(array communities) ]
    }

let private selector =
    gen {
        let! prefix = Gen.elements BoundaryWords.selectable
        let parsed = (Prefix.tryParse prefix).Value
        let shortest, bits = max 1 parsed.Length, parsed.Family.Bits
        let! ge = chance 40 (Gen.elements [ shortest; min bits (shortest + 1); bits ])
        let lowest = defaultArg ge shortest
        let! le = chance 40 (Gen.elements [ lowest; min bits (lowest + 1); bits ])

        return
            object
                [ "prefix", Some(text prefix)
                  "ge", Option.map (int64 >> number) ge
                  "le", Option.map (int64 >> number) le ]
    }

let private receive =
    Gen.frequency
        [ 1, Gen.constant (object [ "allowed", Some(object [ "mode", Some(text "all") ]) ])
          3,
          Gen.choose (0, 4)
          |> Gen.bind (fun count -> Gen.listOfLength count selector)
          |> Gen.map (fun drawn -> object [ "allowed", Some(object [ "prefixes", Some(array drawn) ]) ]) ]

/// `asn` or `dynamicASN`, and whether the session is eBGP.
let private remote routerAsn =
    let numbered =
        BoundaryWords.asns
        |> List.map (fun asn -> ("asn", number asn), asn <> routerAsn)

    Gen.frequency
        [ 3, Gen.elements numbered
          2,
          Gen.elements
              [ ("dynamicASN", text "external"), true
                ("dynamicASN", text "internal"), false ] ]

let private localAsns routerAsn (remote: JsonNode) =
    BoundaryWords.asns
    |> List.filter (fun asn -> asn <> routerAsn && asn.ToString() <> remote.ToString())

let private secrecy =
    Gen.frequency
        [ 2, Gen.constant []
          1,
          BoundaryWords.password
          |> Gen.map (fun secret -> [ "password", Some(text secret) ])
          1, Gen.constant [ "passwordSecret", Some(object [ "name", Some(text "bgp") ]) ] ]

let private timing =
    gen {
        let! timers = chance 50 (Gen.elements BoundaryWords.timers)
        let! connect = chance 40 (pick BoundaryWords.connectTimes)

        return
            [ "holdTime", Option.map (fst >> text) timers
              "keepaliveTime", Option.map (snd >> text) timers
              "connectTime", connect ]
    }

let private source isInterface =
    Gen.frequency [ 3, Gen.elements BoundaryWords.sources; 1, BoundaryWords.kernelName ]
    |> Gen.map text
    |> field (if isInterface then 10 else 40) "sourceaddress"

let private session around isInterface isExternal (remote: JsonNode) =
    Gen.collectToList
        id
        [ field 40 "port" (Gen.elements [ 0L; 1L; 178L; 179L; 180L; 65535L ] |> Gen.map number)
          source isInterface
          field (if isInterface then 0 else 30) "ebgpMultiHop" (Gen.elements [ truth true; truth false ])
          field
              (if around.Profiles.IsEmpty then 0 else 50)
              "bfdProfile"
              (Gen.elements ("" :: around.Profiles) |> Gen.map text)
          field 30 "enableGracefulRestart" (Gen.elements [ truth true; truth false ])
          field 10 "disableMP" (Gen.elements [ truth true; truth false ])
          field
              (if isExternal then 30 else 0)
              "localASN"
              (Gen.elements (localAsns around.RouterAsn remote) |> Gen.map number)
          field
              (if around.HasEvpn then 90 else 20)
              "addressFamilies"
              (Gen.elements [ texts [ "unicast" ]; texts [ "unicast"; "evpn" ]; texts [ "evpn" ]; texts [] ]) ]

/// The neighbor of this address or interface.
let neighbor around isInterface (name: string) =
    gen {
        let! (remoteField, remoteValue), isExternal = remote around.RouterAsn

        let! isDual =
            if isInterface then
                Gen.constant false
            else
                Gen.frequency [ 3, Gen.constant false; 1, Gen.constant true ]

        let families =
            if isDual || isInterface then [ V4; V6 ]
            elif (IpAddress.tryParse name).Value.Family = V6 then [ V6 ]
            else [ V4 ]

        let! session = session around isInterface isExternal remoteValue
        let! timing = timing
        let! secrecy = secrecy
        let! advertise = chance 80 (advertise families around.Prefixes)
        let! receive = chance 80 receive

        return
            object (
                [ (if isInterface then "interface" else "address"), Some(text name)
                  remoteField, Some remoteValue
                  "dualStackAddressFamily", (if isDual then Some(truth true) else None)
                  "toAdvertise", advertise
                  "toReceive", receive ]
                @ List.ofSeq session
                @ timing
                @ secrecy
            )
    }
