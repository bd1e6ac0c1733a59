/// Reads the filters out of a rendered configuration. It knows the text alone, and of FRR's language only what the rules write.
module FrrK8s.Properties.PolicyText

open FrrK8s.Rules
open FrrK8s.Properties.Policy

let private wellKnown =
    [ "internet", "0:0"
      "graceful-shutdown", "65535:0"
      "accept-own", "65535:1"
      "route-filter-translated-v4", "65535:2"
      "route-filter-v4", "65535:3"
      "route-filter-translated-v6", "65535:4"
      "route-filter-v6", "65535:5"
      "llgr-stale", "65535:6"
      "no-llgr", "65535:7"
      "accept-own-nexthop", "65535:8"
      "blackhole", "65535:666"
      "no-export", "65535:65281"
      "no-advertise", "65535:65282"
      "local-AS", "65535:65283"
      "no-peer", "65535:65284" ]
    |> Map.ofList

let private value result =
    match result with
    | Ok value -> value
    | Result.Error message -> invalidOp message

let private community (word: string) =
    wellKnown.TryFind word
    |> Option.defaultValue word
    |> Community.tryParse
    |> value

let private everything afi =
    (Prefix.tryParse (if afi = "ip" then "0.0.0.0/0" else "::/0")).Value

let private listEntry afi action (words: string list) =
    let entry =
        { Permits = (action = "permit")
          Within = everything afi
          Ge = 0
          Le = 0 }

    let rec bounds entry words =
        match words with
        | "ge" :: number :: rest -> bounds { entry with Ge = int number } rest
        | "le" :: number :: rest -> bounds { entry with Le = int number } rest
        | [] -> entry
        | _ -> invalidOp $"unknown words {words}"

    match words with
    | [ "any" ] ->
        { entry with
            Le = entry.Within.Family.Bits }
    | prefix :: rest ->
        bounds
            { entry with
                Within = (Prefix.tryParse prefix).Value }
            rest
    | [] -> invalidOp "an entry without a prefix"

let private clause words =
    match words with
    | [ "match"; afi; "address"; "prefix-list"; name ] -> MatchList(afi, name)
    | [ "on-match"; "next" ] -> OnMatchNext
    | [ "set"; "local-preference"; number ] ->
        Set(fun carried ->
            { carried with
                LocalPref = Some(uint32 number) })
    | [ "set"; "community"; one; "additive" ] ->
        Set(fun carried ->
            { carried with
                Communities = carried.Communities.Add(community one) })
    | [ "set"; "large-community"; one; "additive" ] ->
        Set(fun carried ->
            { carried with
                Communities = carried.Communities.Add(community ("large:" + one)) })
    | [ "set"; "ip"; "next-hop"; address ]
    | [ "set"; "ipv6"; "next-hop"; "global"; address ] ->
        Set(fun carried ->
            { carried with
                NextHop = IpAddress.tryParse address })
    | _ -> invalidOp $"unknown clause {words}"

let private words (text: string) = text.Split ' ' |> List.ofArray

let private family afi = if afi = "ipv4" then V4 else V6

let private vrfOf router =
    match words router with
    | [ _; _; _; "vrf"; name ] -> name
    | _ -> ""

let ofText (text: string) : Policies =
    let statements =
        Statement.ofText text
        |> List.ofSeq
        |> List.map (fun statement -> statement.Context, words statement.Text)

    let bound =
        [ for context, text in statements do
              match context, text with
              | [ router; family' ], [ "neighbor"; key; "route-map"; name; direction ] ->
                  match words family' with
                  | [ _; afi; "unicast" ] -> (vrfOf router, key, family afi, direction), name
                  | _ -> ()
              | _ -> () ]
        |> Map.ofList

    let ours = bound.Values |> Set.ofSeq
    let inside = statements |> List.groupBy fst |> Map.ofList

    { Bound = bound
      Lists =
        [ for context, text in statements do
              match context, text with
              | [], afi :: "prefix-list" :: name :: "seq" :: number :: action :: rest ->
                  (afi, name), (int64 number, listEntry afi action rest)
              | _ -> () ]
        |> List.groupBy fst
        |> List.map (fun (name, entries) -> name, entries |> List.map snd |> List.sortBy fst)
        |> Map.ofList
      Maps =
        [ for context, text in statements do
              match context, text with
              // Maps of snippets have clauses that the rules never write; nothing binds them.
              | [], [ "route-map"; name; action; number ] when ours.Contains name ->
                  let clauses =
                      inside.TryFind [ $"route-map {name} {action} {number}" ]
                      |> Option.defaultValue []
                      |> List.map (snd >> clause)

                  name,
                  { Number = int number
                    IsPermit = (action = "permit")
                    Clauses = clauses }
              | _ -> () ]
        |> List.groupBy fst
        |> List.map (fun (name, entries) -> name, entries |> List.map snd |> List.sortBy _.Number)
        |> Map.ofList
      Active =
        [ for context, text in statements do
              match context, text with
              | [ router; family' ], [ "neighbor"; key; "activate" ] ->
                  match words family' with
                  | [ _; afi; "unicast" ] -> vrfOf router, key, family afi
                  | _ -> ()
              | _ -> () ]
        |> Set.ofList }
