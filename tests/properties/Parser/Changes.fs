/// Changes that FRR does not take for the same: one statement, neighbor, entry or router more, less or other.
module FrrK8s.Properties.Changes

open System
open System.Text.RegularExpressions
open FrrK8s.Properties.Configuration

/// Every way to make the change.
type Change =
    { Name: string
      Ways: Item list -> Item list list }

/// One context changed, in every way.
let rec private ways
    (change: string -> Item list -> Item list list)
    header
    (items: Item list)
    : Item list list =
    [ yield! change header items

      for index, item in List.indexed items do
          match item with
          | Line _ -> ()
          | Block(header, inner) ->
              for changed in ways change header inner do
                  yield List.updateAt index (Block(header, changed)) items ]

let private inContexts name (isMeant: string -> bool) change =
    { Name = name
      Ways = ways (fun header items -> if isMeant header then change items else []) "" }

let private starts (start: string) (text: string) =
    text.StartsWith(start, StringComparison.Ordinal)

let private more name isMeant (added: Item) =
    inContexts name isMeant (fun items -> [ Rewrite.append [] items @ [ added ] ])

let private moreLine name isMeant text =
    inContexts name isMeant (fun items -> [ Rewrite.append [ text ] items ])

let private less name isMeant (isGone: Item -> bool) =
    inContexts name isMeant (fun items ->
        [ for index, item in List.indexed items do
              if isGone item then
                  yield List.removeAt index items ])

let private lessLine name isMeant pattern =
    less name isMeant (fun item ->
        match item with
        | Line text -> Regex.IsMatch(text, pattern)
        | Block _ -> false)

/// Each statement or header that has the pattern, with something else in its place.
let private other name isMeant pattern (text: string) =
    inContexts name isMeant (fun items ->
        [ for index, item in List.indexed items do
              let changed = Regex.Replace(header item, pattern, text)

              if changed <> header item then
                  let changed =
                      match item with
                      | Line _ -> Line changed
                      | Block(_, inner) -> Block(changed, inner)

                  yield List.updateAt index changed items ])

let private isFile header = (header = "")
let private isIpv4 = starts "address-family ipv4"
let private isMapEntry = starts "route-map "

let private about (name: string) item =
    words (header item) |> List.truncate 3 |> List.contains name

let private lessNeighbor =
    inContexts "a neighbor less" isRouter (fun items ->
        [ for name in items |> List.map header |> List.choose birth |> List.distinct do
              let hasMembers =
                  items
                  |> List.exists (fun item ->
                      membership (header item) |> Option.exists (fun (_, group) -> group = name))

              if not hasMembers then
                  yield
                      items
                      |> List.filter (about name >> not)
                      |> List.map (fun item ->
                          match item with
                          | Block(header, inner) -> Block(header, inner |> List.filter (about name >> not))
                          | Line _ -> item) ])

let private moreEntry =
    inContexts "an entry more" isFile (fun items ->
        items
        |> List.indexed
        |> List.choose (fun (index, item) ->
            match words (header item) with
            | afi :: "prefix-list" :: name :: rest ->
                let isLast =
                    items
                    |> List.skip (index + 1)
                    |> List.forall (fun later -> not (starts $"{afi} prefix-list {name} " (header later)))

                let fresh = if afi = "ip" then "198.18.0.0/24" else "2001:db8:ffff::/48"

                match isLast, rest with
                | true, "seq" :: number :: _ ->
                    Some(index, $"{afi} prefix-list {name} seq {int number + 5} permit {fresh}")
                | true, _ -> Some(index, $"{afi} prefix-list {name} permit {fresh}")
                | false, _ -> None
            | _ -> None)
        |> List.map (fun (index, text) -> List.insertAt (index + 1) (Line text) items))

let all =
    [ moreLine "a network more" isIpv4 "network 198.18.0.0/24"
      lessLine "a network less" isFamily "^network "
      moreEntry
      lessLine "an entry less" isFile "^(ip|ipv6) prefix-list "
      other "an entry that permits" isFile "( prefix-list .* )deny (.*/)" "$1permit $2"
      other "an entry that denies" isFile "( prefix-list .* )permit (.*/)" "$1deny $2"
      other "an entry with a bound" isFile "( prefix-list .*/16)$" "$1 le 17"
      moreLine "a neighbor more" isRouter "neighbor 10.0.0.77 remote-as 64599"
      lessNeighbor
      other "another AS" isRouter "(neighbor .* remote-as) .*" "$1 64999"
      moreLine "a setting more" isRouter "bgp default shutdown"
      other "another description" isRouter "(neighbor .* description) .*" "$1 other"
      other "another time" isRouter "(neighbor .* timers) \d+ \d+$" "$1 11 44"
      more "a route-map entry more" isFile (Block("route-map map-out permit 600", [ Line "set metric 7" ]))
      less "a route-map entry less" isFile (header >> starts "route-map ")
      other "another action" isFile "^(route-map .*) permit" "$1 deny"
      moreLine "a clause more" isMapEntry "set weight 77"
      lessLine "a clause less" isMapEntry "."
      other "another preference" isMapEntry "^(set local-preference) .*" "$1 777"
      lessLine "a filter less" isFamily " route-map "
      lessLine "an activation less" isFamily "^neighbor .* activate$"
      more "a VNI more" ((=) "address-family l2vpn evpn") (Block("vni 999", [ Line "rd 64512:999" ]))
      less "a VNI less" ((=) "address-family l2vpn evpn") (header >> starts "vni ")
      other "another VNI of a VRF" (starts "vrf ") "^vni .*" "vni 300"
      other "another BFD time" (starts "profile ") "^(transmit-interval) .*" "$1 777"
      more "a router more" isFile (Block("router bgp 64512 vrf green", [ Line "bgp router-id 10.0.0.7" ]))
      less "a router less" isFile (fun item ->
          match item with
          | Block(header, inner) -> isRouter header && inner.Length > 2
          | Line _ -> false)
      moreLine "a statement that nobody knows" isFile "some statement of today" ]

/// The configuration with one change, made in one of the ways; none where it cannot be made.
let make (random: Random) (change: Change) (items: Item list) : Item list option =
    let ways = change.Ways items |> Array.ofList
    let first = random.Next(max 1 ways.Length)
    Seq.append ways[first..] ways[.. first - 1] |> Seq.tryFind isWhole
