/// Smaller counterexamples: fewer objects, then objects with fewer fields and entries.
module FrrK8s.Properties.Shrink

open System.Text.Json.Nodes
open FsCheck.FSharp
open FrrK8s.Properties.Manifests

/// The same document with one field or entry less, for every field and entry that can go.
let private smaller (json: string) : string seq =
    let rec paths (node: JsonNode) : (JsonNode -> unit) list =
        match node with
        | :? JsonObject as fields ->
            [ for KeyValue(name, child) in List.ofSeq fields do
                  yield fun root -> root.AsObject().Remove name |> ignore

                  match child with
                  | null -> ()
                  | child ->
                      for edit in paths child do
                          yield fun root -> root[name] |> Option.ofObj |> Option.iter edit ]
        | :? JsonArray as items ->
            [ for index in 0 .. items.Count - 1 do
                  yield fun root -> root.AsArray().RemoveAt index

                  match items[index] with
                  | null -> ()
                  | child ->
                      for edit in paths child do
                          yield fun root -> root[index] |> Option.ofObj |> Option.iter edit ]
        | _ -> []

    let edited (edit: JsonNode -> unit) =
        match JsonNode.Parse json with
        | null -> json
        | copy ->
            copy["spec"] |> Option.ofObj |> Option.iter edit
            copy.ToJsonString()

    match
        JsonNode.Parse json
        |> Option.ofObj
        |> Option.bind (fun root -> Option.ofObj root["spec"])
    with
    | None -> Seq.empty
    | Some spec -> paths spec |> Seq.map edited

let private fewerObjects (texts: string list) =
    seq { for index in 0 .. texts.Length - 1 -> List.removeAt index texts }

let private smallerObjects (texts: string list) =
    seq {
        for index in 0 .. texts.Length - 1 do
            for candidate in smaller texts[index] -> List.updateAt index candidate texts
    }

let manifests (value: Manifests) =
    Seq.append (fewerObjects value.Texts) (smallerObjects value.Texts)
    |> Seq.map (fun texts -> { Texts = texts })

let arbitrary = Arb.fromGenShrink (Manifests.manifests, manifests)
