/// Route-maps and prefix-lists, run as FRR runs them (lib/routemap.c, lib/plist.c): which prefixes pass, and with what.
module FrrK8s.Properties.Policy

open FrrK8s.Rules

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
type ListEntry =
    { Permits: bool
      Within: Prefix
      Ge: int
      Le: int }

type Clause =
    | MatchList of afi: string * name: string
    | Set of (Carried -> Carried)
    | OnMatchNext

type MapEntry =
    { Number: int
      IsPermit: bool
      Clauses: Clause list }

/// Where a filter is bound: VRF, neighbor, family, direction.
type Binding = string * string * Family * string

/// The filters of a node, entries in the order of their numbers.
type Policies =
    {
        Lists: Map<string * string, (int64 * ListEntry) list>
        Maps: Map<string, MapEntry list>
        Bound: Map<Binding, string>
        /// VRF, neighbor and family of what is activated.
        Active: Set<string * string * Family>
    }

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
