/// Node selectors: a host that drops the objects of other nodes unread must drop just those that the rules do not select.
module FrrK8s.Properties.SelectionLaws

open System.Collections.Generic
open System.Text.Json
open System.Text.Json.Nodes
open Expecto
open FsCheck
open FsCheck.FSharp
open FrrK8s.Rules
open FrrK8s.Properties.Law
open FrrK8s.Properties.Draw

let private keys = [ "role"; "zone"; "kubernetes.io/hostname" ]
let private values = [ "a"; "b"; "" ]

let private key = mostly "role" ("not a key" :: keys)

let private value =
    Gen.frequency [ 30, Gen.elements values; 1, Gen.constant "-wrong" ]

let private pairs: Gen<JsonNode> =
    Gen.frequency [ 20, someOf 2 keys; 1, Gen.constant [ "not a key" ] ]
    |> Gen.bind (fun chosen -> Gen.collectToList (fun name -> always name (Gen.map text value)) chosen)
    |> Gen.map object

let private expression: Gen<JsonNode> =
    record
        [ field 97 "key" (Gen.map text key)
          field 97 "operator" (mostly "In" [ "NotIn"; "Exists"; "DoesNotExist"; "Like" ] |> Gen.map text)
          field 60 "values" (Gen.map (List.map text >> array) (someOf 2 values)) ]

let private selector: Gen<JsonNode> =
    Gen.frequency
        [ 8,
          record
              [ field 50 "matchLabels" pairs
                field
                    50
                    "matchExpressions"
                    (Gen.choose (0, 2)
                     |> Gen.bind (fun count -> Gen.listOfLength count expression)
                     |> Gen.map array)
                field 5 "labelSelector" pairs ]
          1, Gen.elements [ text "role=a"; array []; number 1L ] ]

let private manifest: Gen<JsonElement> =
    chance 90 selector
    |> Gen.map (fun chosen ->
        let spec = object [ "nodeSelector", chosen ]
        let metadata = object [ "name", Some(text "x"); "namespace", Some(text "y") ]

        let whole =
            object
                [ "apiVersion", Some(text "frrk8s.metallb.io/v1beta1")
                  "kind", Some(text "FRRConfiguration")
                  "metadata", Some metadata
                  "spec", Some spec ]

        JsonElement.Parse(whole.ToJsonString()))

let private nodeLabels: Gen<IReadOnlyDictionary<string, string>> =
    someOf 3 [ "role"; "zone"; "kubernetes.io/hostname" ]
    |> Gen.bind (fun names -> Gen.listOfLength names.Length value |> Gen.map (List.zip names))
    |> Gen.map (fun labels -> Dictionary(Map.ofList labels) :> IReadOnlyDictionary<_, _>)

let private isDropped (manifest: JsonElement) (labels: IReadOnlyDictionary<string, string>) =
    match NodeSelector.Read manifest with
    | null -> false
    | selector -> not (selector.Matches labels)

let private isNotSelected manifest labels =
    let result =
        Engine.Compile(NodeInput(NodeLabels = labels, Configurations = [| manifest |]))

    result.Objects[0].Verdict = Verdict.NotSelected

let private sameAnswer =
    lawFor
        "a selector read alone drops exactly the objects that the engine does not select"
        (Gen.zip manifest nodeLabels)
        (fun (manifest, labels) -> isDropped manifest labels = isNotSelected manifest labels)

let private bothHappen =
    test "the generated selectors drop many objects, keep many, and many cannot be read" {
        let drawn = Gen.sample 1000 (Gen.zip manifest nodeLabels)

        let share predicate =
            drawn |> Array.filter predicate |> Array.length

        Expect.isGreaterThan (share (fun (manifest, labels) -> isDropped manifest labels)) 100 "dropped"
        Expect.isGreaterThan (share (fun (manifest, labels) -> not (isDropped manifest labels))) 100 "kept"

        Expect.isGreaterThan
            (share (fun (manifest, _) -> isNull (NodeSelector.Read manifest)))
            50
            "unreadable"
    }

let tests = testList "selection" [ sameAnswer ]
let distribution = testList "selection distribution" [ bothHappen ]
