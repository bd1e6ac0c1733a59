/// Admission before storing: objects read one by one and looked up by what they claim must tell what the engine would do on each node.
module FrrK8s.Properties.AdmissionLaws

open System.Collections.Generic
open System.Text.Json
open Expecto
open FsCheck
open FsCheck.FSharp
open FrrK8s.Rules
open FrrK8s.Properties.Law

let private keys = [ "role"; "zone" ]

/// `x` stands for all values that no selector names.
let private values = [ "a"; "b"; "x" ]

/// Every way to label a node, as far as the selectors can tell.
let private everyLabels: IReadOnlyDictionary<string, string> list =
    let choices = None :: List.map Some values

    List.allPairs choices choices
    |> List.map (fun (role, zone) ->
        let labels = Dictionary<string, string>()
        Option.iter (fun value -> labels["role"] <- value) role
        Option.iter (fun value -> labels["zone"] <- value) zone
        labels :> IReadOnlyDictionary<_, _>)

let private expression =
    gen {
        let! key = Gen.elements keys
        let! operator = Gen.elements [ "In"; "NotIn"; "Exists"; "DoesNotExist" ]
        let! named = Gen.elements [ [ "a" ]; [ "b" ]; [ "a"; "b" ] ]

        let values =
            if operator.EndsWith "In" then
                let quoted = named |> List.map (fun value -> $"\"{value}\"") |> String.concat ","
                $", \"values\": [{quoted}]"
            else
                ""

        return $"{{ \"key\": \"{key}\", \"operator\": \"{operator}\"{values} }}"
    }

let private selector =
    gen {
        let! count = Gen.choose (0, 3)
        let! expressions = Gen.listOfLength count expression
        let all = String.concat "," expressions

        let manifest =
            $"{{ \"spec\": {{ \"nodeSelector\": {{ \"matchExpressions\": [{all}] }} }} }}"

        match NodeSelector.Read(JsonElement.Parse manifest) with
        | null -> return failtest $"no selector: {manifest}"
        | selector -> return selector
    }

let private selected (selector: NodeSelector) =
    everyLabels |> List.map selector.Matches

let private meets one other =
    List.exists2 (&&) (selected one) (selected other)

let private implies one other =
    List.forall2 (fun mine theirs -> not mine || theirs) (selected one) (selected other)

let private hasAnchor (selector: NodeSelector) (labels: IReadOnlyDictionary<string, string>) =
    match selector.Anchors with
    | null -> true
    | anchors -> anchors |> Seq.exists (fun anchor -> Seq.contains anchor labels)

let private declared (manifests: Manifests.Manifests) =
    manifests.Elements |> List.map Engine.Declare

/// Objects that are told apart by their names, since the engine says of others that they are defined twice, and that need no
/// secrets, into which declarations do not look.
let private plain (manifests: Manifests.Manifests) =
    manifests.Elements
    |> List.filter (fun manifest -> (Engine.Declare manifest).SecretNames.Count = 0)
    |> List.distinctBy (fun manifest -> (Engine.Declare manifest).Id)

let private claimsDiffer (one: Declaration) (other: Declaration) =
    Seq.allPairs one.Claims other.Claims
    |> Seq.exists (fun (mine, theirs) -> mine.Cell = theirs.Cell && mine.Value <> theirs.Value)

let private contradicts (one: Declaration) (other: Declaration) =
    let parts (declaration: Declaration) =
        declaration.Candidate |> Option.toList |> List.collect _.Parts

    not (Merge.conflicts MergeRules.all (parts one @ parts other)).IsEmpty

let private bothHappen =
    test "the generated selectors meet and imply each other often, and often not" {
        let drawn = Gen.sample 1000 (Gen.two selector)

        let share predicate =
            drawn |> Array.filter predicate |> Array.length

        for relation in [ meets; implies ] do
            Expect.isGreaterThan (share (fun (one, other) -> relation one other)) 100 "they do"
            Expect.isGreaterThan (share (fun (one, other) -> not (relation one other))) 100 "they do not"
    }

let distribution = testList "admission distribution" [ bothHappen ]

let tests =
    testList
        "admission"
        [ lawFor
              "selectors can meet exactly when some labels are selected by both"
              (Gen.two selector)
              (fun (one, other) -> one.CanMeet other = meets one other)
          lawFor
              "a selector implies another exactly when no labels are selected by it alone"
              (Gen.two selector)
              (fun (one, other) -> one.Implies other = implies one other)
          lawFor "equal selectors select the same labels" (Gen.two selector) (fun (one, other) ->
              not (one.Equals other) || selected one = selected other)
          lawFor "selected labels have an anchor" selector (fun selector ->
              everyLabels
              |> List.forall (fun labels -> not (selector.Matches labels) || hasAnchor selector labels))
          law "sound objects contradict each other exactly when their claims differ" (fun manifests ->
              let sound = declared manifests |> List.filter _.IsSound

              List.allPairs sound sound
              |> List.forall (fun (one, other) -> claimsDiffer one other = contradicts one other))
          law "what a node admits of declarations is what the engine accepts of manifests" (fun manifests ->
              let manifests = plain manifests
              let labels = Dictionary<string, string>()

              let admitted =
                  manifests
                  |> List.map Engine.Declare
                  |> List.filter (fun declaration ->
                      match declaration.Selector with
                      | null -> false
                      | selector -> selector.Matches labels)
                  |> Engine.Admit
                  |> Seq.map _.Id
                  |> Set.ofSeq

              let accepted =
                  (Subject.compile manifests).Objects
                  |> Seq.filter (fun report -> report.Verdict = Verdict.Accepted)
                  |> Seq.map (fun report -> $"{report.Namespace}/{report.Name}")
                  |> Set.ofSeq

              admitted = accepted) ]
