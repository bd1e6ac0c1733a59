/// Spellings that FRR takes for the same.
module FrrK8s.Properties.Spelling

open System
open System.Net
open System.Text.RegularExpressions
open FrrK8s.Properties.Configuration
open FrrK8s.Properties.Rewrite

let private replace (pattern: string) (text: string) name =
    let regex = Regex pattern
    ofStatements name (fun _ statement -> regex.Replace(statement, text))

/// All eight groups, with zeros and capitals.
let private longhand (word: string) =
    let address, length =
        match word.Split '/' with
        | [| address; length |] -> address, "/" + length
        | _ -> word, ""

    match address.Contains "::", IPAddress.TryParse address with
    | true, (true, parsed) ->
        let groups =
            parsed.GetAddressBytes()
            |> Array.chunkBySize 2
            |> Array.map (fun pair -> $"%02X{pair[0]}%02X{pair[1]}")

        String.concat ":" groups + length
    | _ -> word

let private hostBits =
    let change =
        function
        | "10.1.0.0/16" -> "10.1.255.1/16"
        | "10.1.2.0/24" -> "10.1.2.3/24"
        | "192.0.2.0/24" -> "192.0.2.255/24"
        | "2001:db8:1::/48" -> "2001:db8:1::1/48"
        | "fc00::/7" -> "fd00::/7"
        | word -> word

    ofStatements "host bits" (fun _ text ->
        if text.StartsWith "network " || text.Contains "prefix-list " then
            words text |> List.map change |> String.concat " "
        else
            text)

let private sets =
    ofStatements "a set in another order" (fun random text ->
        match words text with
        | "set" :: "community" :: rest ->
            let last, members = rest |> List.partition (fun word -> word = "additive")
            "set" :: "community" :: shuffle random members @ last |> String.concat " "
        | _ -> text)

let private apart =
    ofTree "an interface's AS apart" (fun _ items ->
        items
        |> Configuration.rewrite (fun _ items ->
            items
            |> List.collect (fun item ->
                match words (header item) with
                | [ "neighbor"; name; "interface"; ("remote-as" | "peer-group" as kind); value ] ->
                    [ Line $"neighbor {name} interface"; Line $"neighbor {name} {kind} {value}" ]
                | _ -> [ item ])))

let private sessions (items: Item list) =
    items
    |> List.choose (header >> birth)
    |> List.filter (fun name -> name.Contains '.' || name.Contains ':')

let private unlessSaid items (candidates: (string * string) list) =
    let said = items |> List.map header

    candidates
    |> List.filter (fun (start, _) -> not (said |> List.exists (fun text -> text.Contains start)))
    |> List.map snd

let private defaults _ (header: string) items =
    let add candidates =
        append (unlessSaid items candidates) items

    match words header with
    | "router" :: "bgp" :: _ ->
        [ for name in sessions items -> $"neighbor {name} port", $"neighbor {name} port 179"
          yield "local-preference", "bgp default local-preference 100"
          yield "restart-time", "bgp graceful-restart restart-time 120"
          yield "reflection", "bgp client-to-client reflection" ]
        |> add
    | "profile" :: _ -> add [ "detect-mult", "detect-multiplier 3"; "receive-int", "receive-interval 300" ]
    | [ "address-family"; "l2vpn"; "evpn" ] -> add [ "flooding", "flooding head-end-replication" ]
    | _ -> items

/// Something else is said first, and then what holds.
let private superseded =
    let other (text: string) =
        match List.rev (words text) with
        | last :: before when Regex.IsMatch(text, "(ebgp-multihop|timers connect|local-preference) [0-9]+$") ->
            Some(String.concat " " (List.rev ((if last = "7" then "8" else "7") :: before)))
        | _ :: _ when Regex.IsMatch(text, "^neighbor .* (description|password) ") -> Some(text + "x")
        | _ -> None

    inContexts "said twice" (fun random _ items ->
        items
        |> List.collect (fun item ->
            match item with
            | Line text when flip random -> (other text |> Option.map Line |> Option.toList) @ [ item ]
            | _ -> [ item ]))

/// A session inside the AS is not bound to a hop, and one over an interface has it for its source.
let private dropped _ header (items: Item list) =
    let behind =
        if isRouter header then
            [ for item in items do
                  match words (Configuration.header item) with
                  | [ "neighbor"; name; "remote-as"; "internal" ] ->
                      $"neighbor {name} ebgp-multihop", $"neighbor {name} ebgp-multihop 9"
                  | "neighbor" :: name :: "interface" :: _ ->
                      $"neighbor {name} update-source", $"neighbor {name} update-source lo"
                  | _ -> () ]
            |> unlessSaid items
        else
            []

    append behind items

let private takenBack _ header items =
    let behind =
        if isRouter header then
            [ for name in sessions items -> $"{name} passive", $"neighbor {name} passive" ]
            |> unlessSaid items
            |> List.collect (fun text -> [ text; "no " + text ])
        else
            []

    append behind items

let private shortFamily =
    ofTree "family without its kind" (fun random items ->
        let rec change item =
            match item with
            | Block("address-family ipv4 unicast", inner) when flip random ->
                Block("address-family ipv4", inner)
            | Block(header, inner) -> Block(header, List.map change inner)
            | Line _ -> item

        List.map change items)

/// Each is one kind of difference that means nothing. What depends on the order comes behind what changes it.
let all: Rewrite list =
    [ apart; inContexts "defaults said" defaults ]
    @ Orders.all
    @ [ superseded
        inContexts "taken back" takenBack
        inContexts "dropped by FRR" dropped
        shortFamily
        ofWords "longhand IPv6" longhand
        hostBits
        replace @" ge (\d+) le (\d+)$" " le $2 ge $1" "le before ge"
        replace @" seq (\d+) " " seq 0$1 " "leading zeros"
        replace " ebgp-multihop 255$" " ebgp-multihop" "hops left out"
        replace " remote-as (6[0-9]+)$" " remote-as 0.$1" "AS with a dot"
        replace "^on-match goto" "continue" "continue at"
        sets ]
    @ Layout.all

/// A configuration's text with some of the rewrites, in the order of the list above.
let spell (names: string list) (seed: int) (items: Item list) : string =
    let chosen =
        all
        |> List.mapi (fun index rewrite -> rewrite, seed + 7919 * index)
        |> List.filter (fun (rewrite, _) -> List.contains rewrite.Name names)

    let tree =
        (items, chosen)
        ||> List.fold (fun items (rewrite, seed) -> rewrite.Tree (Random seed) items)

    (lines tree, chosen)
    ||> List.fold (fun lines (rewrite, seed) -> rewrite.Lines (Random seed) lines)
    |> join
