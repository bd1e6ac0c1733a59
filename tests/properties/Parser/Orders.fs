/// Where a statement stands means little to FRR: which order is free, and how a context may be cut in pieces.
module FrrK8s.Properties.Orders

open System
open FrrK8s.Properties.Configuration
open FrrK8s.Properties.Rewrite

let private isFree (header: string) =
    [ "address-family ipv"
      "route-map "
      "bfd"
      "profile "
      "peer "
      "vni "
      "interface " ]
    |> List.exists (fun start -> header.StartsWith(start, StringComparison.Ordinal))

/// In a router the families that are on come first, then peer groups, neighbors, what is said of them, and the families.
let private rankInRouter item =
    match item with
    | Block _ -> 4
    | Line text when not (text.Contains "neighbor ") -> 0
    | Line text when text.Contains "SPINE" && (birth text).IsSome ->
        if text.EndsWith "peer-group" then 1 else 2
    | Line text when (birth text).IsSome || (membership text).IsSome -> 2
    | Line _ -> 3

/// An interface is a neighbor before it has an AS.
let private rankOfBirth item =
    if (header item).EndsWith " interface" then 0 else 1

let private listOf (text: string) =
    match words text with
    | ("ip" | "ipv6" as afi) :: "prefix-list" :: name :: rest -> Some(afi, name, rest)
    | _ -> None

/// What stays together in the file: a list.
let private unit' index item =
    match item with
    | Line text ->
        match listOf text with
        | Some(afi, name, _) -> $"{afi} {name}"
        | None -> string index
    | Block _ -> string index

/// The entries of a list may stand in any order when they have numbers, or all do the same.
let private reorderList random (items: Item list) =
    let entries =
        items |> List.choose (header >> listOf) |> List.map (fun (_, _, rest) -> rest)

    let isNumbered = entries |> List.forall (fun entry -> List.head entry = "seq")

    let permits entry = List.contains "permit" entry

    let isUniform =
        entries |> List.forall permits || entries |> List.forall (permits >> not)

    if isNumbered || isUniform then
        shuffle random items
    else
        items

let private reorder random header items =
    match header with
    | "" ->
        items
        |> List.indexed
        |> List.groupBy (fun (index, item) -> unit' index item)
        |> shuffle random
        |> List.collect (fun (_, group) -> reorderList random (List.map snd group))
    | _ when isRouter header ->
        shuffle random items
        |> List.sortBy (fun item -> rankInRouter item, rankOfBirth item)
    | _ when isFree header -> shuffle random items
    | _ -> items

let private canSplit (header: string) =
    [ "router bgp "; "address-family "; "route-map "; "bfd"; "vrf " ]
    |> List.exists (fun start -> header.StartsWith(start, StringComparison.Ordinal))

let private split (random: Random) items =
    items
    |> List.collect (fun item ->
        match item with
        | Block(header, inner) when canSplit header && inner.Length > 1 && flip random ->
            let first, second = List.splitAt (random.Next(1, inner.Length)) inner
            [ Block(header, first); Block(header, second) ]
        | _ -> [ item ])

/// `router bgp` takes what belongs to its first family too.
let private pullOut random header items =
    if isRouter header then
        items
        |> List.collect (fun item ->
            match item with
            | Block("address-family ipv4 unicast" as family, inner) ->
                let isPulled item =
                    match item with
                    | Line text -> (text.Contains "neighbor " || text.StartsWith "network ") && flip random
                    | Block _ -> false

                let pulled, left = List.partition isPulled inner
                pulled @ [ Block(family, left) ]
            | _ -> [ item ])
    else
        items

let all =
    [ inContexts "at router level" pullOut
      inContexts "in another order" reorder
      inContexts "in two blocks" (fun random _ items -> split random items) ]
