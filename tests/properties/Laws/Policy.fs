/// The filters of a rendered configuration, run as FRR runs them: which prefixes pass, and with what.
/// It knows the text alone, and of FRR's language only what the rules write.
module FrrK8s.Properties.Policy

open System
open FrrK8s.Rules
open FrrK8s.Properties.Statement

/// What a prefix that passes carries.
type Carried =
    { LocalPref: uint32 option
      Communities: Set<Community>
      NextHop: IpAddress option }

let untouched =
    { LocalPref = None
      Communities = Set.empty
      NextHop = None }

/// One `permit` or `deny` of a prefix-list; 0 stands for a bound that is not written, as in FRR itself.
type private ListEntry =
    { Permits: bool
      Within: Prefix
      Ge: int
      Le: int }

type private Clause =
    | MatchList of afi: string * name: string
    | Set of (Carried -> Carried)
    | OnMatchNext

type private MapEntry =
    { Number: int
      IsPermit: bool
      Clauses: Clause list }

/// Where a filter is bound: VRF, neighbor, family, direction.
type private Binding = string * string * Family * string

type Policies =
    private
        { Lists: Map<string * string, (int64 * ListEntry) list>
          Maps: Map<string, MapEntry list>
          Bound: Map<Binding, string>
          Active: Set<string * string * Family> }

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

let covers (network: Prefix) (prefix: Prefix) =
    network.Family = prefix.Family
    && network.Length <= prefix.Length
    && IpAddress.mask network.Length prefix.Address = network.Address

/// Without bounds a prefix matches itself alone.
let private entryMatches entry (prefix: Prefix) =
    covers entry.Within prefix
    && (if entry.Ge = 0 && entry.Le = 0 then
            prefix.Length = entry.Within.Length
        else
            (entry.Le = 0 || prefix.Length <= entry.Le)
            && (entry.Ge = 0 || prefix.Length >= entry.Ge))

/// The first entry that matches decides; a list that is not there matches nothing.
let private listPermits policies list prefix =
    policies.Lists.TryFind list
    |> Option.defaultValue []
    |> List.tryFind (fun (_, entry) -> entryMatches entry prefix)
    |> Option.exists (fun (_, entry) -> entry.Permits)

/// What a map makes of a prefix; none when it denies it. An entry that matches decides, unless it says to go on;
/// an entry behind it that does not match takes the permission back.
let private runMap policies name prefix =
    let rec run carried verdict entries =
        match entries with
        | [] -> verdict
        | entry :: rest ->
            let isMatch =
                entry.Clauses
                |> List.forall (fun clause ->
                    match clause with
                    | MatchList(afi, list) -> listPermits policies (afi, list) prefix
                    | Set _
                    | OnMatchNext -> true)

            let apply carried clause =
                match clause with
                | Set change -> change carried
                | MatchList _
                | OnMatchNext -> carried

            match isMatch, entry.IsPermit with
            | false, _ -> run carried None rest
            | true, false -> None
            | true, true ->
                let carried = List.fold apply carried entry.Clauses
                let goesOn = entry.Clauses |> List.exists (fun clause -> clause.IsOnMatchNext)

                if goesOn then
                    run carried (Some carried) rest
                else
                    Some carried

    run untouched None (policies.Maps.TryFind name |> Option.defaultValue [])

/// What becomes of a prefix between this router and this neighbor; `direction` is `in` or `out`.
let apply (policies: Policies) (vrf: string) (key: string) direction (prefix: Prefix) : Carried option =
    if policies.Active.Contains(vrf, key, prefix.Family) then
        match policies.Bound.TryFind(vrf, key, prefix.Family, direction) with
        | Some name -> runMap policies name prefix
        | None -> Some untouched
    else
        None
