/// On the way from one configuration to the next no neighbor is told what neither allows. The way is looked at after every command; the
/// commands of one route-map entry are one step, as FRR applies a changed route-map only when it has been told all of it
/// (`bgp route-map delay-timer`).
module internal FrrK8s.Properties.LeakLaws

open System.Collections.Generic
open Expecto
open FsCheck.FSharp
open FrrK8s.FrrParser.Compare
open FrrK8s.FrrParser.Remediation
open FrrK8s.FrrParser.Syntax
open FrrK8s.Rules
open FrrK8s.Properties.CompareLaws
open FrrK8s.Properties.Engine
open FrrK8s.Properties.NodePairs
open FrrK8s.Properties.Policy

/// The route-map entry that a command is about.
let private entryOf (command: Command) =
    if command.Path.Kind = ContextKind.RouteMap then
        Some command.Path.Identity
    elif not (isNull command.Opens) && command.Opens.Kind = ContextKind.RouteMap then
        Some command.Opens.Identity
    else
        None

/// The numbers of commands after which FRR acts.
let private stops (commands: Command list) =
    let entries = commands |> List.map entryOf |> Array.ofList

    [ for count in 1 .. entries.Length do
          if
              count = entries.Length
              || entries[count - 1].IsNone
              || entries[count] <> entries[count - 1]
          then
              yield count ]

let private policiesOf (text: string) =
    facts text |> FactsText.filters |> PolicyText.ofText

/// The filters after each stop. A scope is read again only when a command was told in it.
let private onTheWay (running: string) (commands: Command list) : (int * string) list =
    let whole = Outline.Of(Document.Parse(after running commands))

    let scopes =
        if whole.TakesBack then
            [ Array.ofSeq whole.Lines ]
        else
            [ for lines in whole.Scopes.Values -> Array.ofSeq lines ]

    let read = Dictionary<struct (int * int), string>()

    let filters last index (lines: SourceLine array) =
        let told = lines |> Array.filter (fun line -> line.Line <= last)
        let key = struct (index, told.Length)

        match read.TryGetValue key with
        | true, text -> text
        | false, _ ->
            let text = Reading.Of(told, whole.Families) |> FactsText.filters
            read.Add(key, text)
            text

    stops commands
    |> List.map (fun count ->
        let told = after running (List.truncate count commands)
        let last = told.Split('\n').Length - 1
        count, scopes |> List.mapi (filters last) |> String.concat "")
    |> List.distinctBy snd

let private routers (text: string) =
    text.Split '\n' |> Array.filter Configuration.isRouter |> Set.ofArray

let private vrfOf (router: string) =
    match Configuration.words router with
    | [ _; _; _; "vrf"; name ] -> name
    | _ -> ""

let private strangers =
    [ "203.0.113.0/24"; "2001:db8:ffff::/48"; "::/0"; "0.0.0.0/0" ]
    |> List.choose Prefix.tryParse

/// Prefixes that could tell a session's filters apart: those that they name, a bit longer, and strangers.
let private probes (policies: Policies list) (vrf, key) =
    [ yield! strangers

      for policy in policies do
          for KeyValue((boundVrf, boundKey, _, direction), map) in policy.Bound do
              if boundVrf = vrf && boundKey = key && direction = "out" then
                  for entry in policy.Maps.TryFind map |> Option.defaultValue [] do
                      for clause in entry.Clauses do
                          match clause with
                          | MatchList(afi, list) ->
                              for _, entry in policy.Lists.TryFind(afi, list) |> Option.defaultValue [] do
                                  yield entry.Within

                                  yield!
                                      Prefix.tryCreate entry.Within.Address (entry.Within.Length + 1)
                                      |> Option.toList
                          | Set _
                          | OnMatchNext -> () ]
    |> List.distinct

/// What an active session lacks.
let private unfiltered (now: Policies) =
    [ for vrf, key, family in now.Active do
          let session = $"{key} of vrf `{vrf}` in {family}"

          match now.Bound.TryFind(vrf, key, family, "out") with
          | None -> yield $"{session} has no filter"
          | Some name ->
              match now.Maps.TryFind name with
              | None -> yield $"{session} has a filter that is not there"
              | Some entries ->
                  for entry in entries do
                      for clause in entry.Clauses do
                          match clause with
                          | MatchList(afi, list) when not (now.Lists.ContainsKey(afi, list)) ->
                              yield $"{session} has a filter without its list `{list}`"
                          | MatchList _
                          | Set _
                          | OnMatchNext -> () ]

let private told (policies: Policies) (vrf, key) prefix =
    (Policy.apply policies vrf key "out" prefix).IsSome

let private faultsOf engine (pair: NodePair) =
    let oldText, newText = pair.OldText, pair.NewText
    let commands = commands engine oldText newText
    let old, next = policiesOf oldText, policiesOf newText
    let kept = Set.intersect (routers oldText) (routers newText) |> Set.map vrfOf

    let probed =
        [ for session in
              Seq.append old.Active next.Active
              |> Seq.map (fun (vrf, key, _) -> vrf, key)
              |> Seq.distinct do
              for prefix in probes [ old; next ] session do
                  yield session, prefix, told old session prefix, told next session prefix ]

    let faultsAt (count, now: Policies) =
        let at = $"after {commands[count - 1].Text}: "

        [ for fault in unfiltered now do
              yield at + fault

          for (vrf, key as session), prefix, before, afterwards in probed do
              match told now session prefix, before, afterwards with
              | true, false, false -> yield $"{at}{key} of vrf `{vrf}` is told {Prefix.text prefix}"
              | false, true, true when kept.Contains vrf ->
                  yield $"{at}{key} of vrf `{vrf}` loses {Prefix.text prefix}"
              | _ -> () ]

    [ for count, filters in onTheWay oldText commands do
          yield! faultsAt (count, PolicyText.ofText filters) ]
    |> List.truncate 10
    |> RemediationLaws.telling commands

let ofNodes =
    [ { Name =
          "on the way no session is without its filters, is told what neither side allows, or loses what both allow"
        Faults = faultsOf } ]

let tests =
    testList
        "leaks"
        [ for law in ofNodes ->
              test law.Name {
                  Prop.forAll NodePairs.pairs (fun pair ->
                      let found = law.Faults real pair
                      found.IsEmpty |> Prop.label (String.concat "\n" found))
                  |> Law.check (max 1 (Law.cases / 4))
              } ]
