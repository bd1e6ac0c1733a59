/// The rendered text: a function of what is accepted, with names that nobody shares, and no line that a value wrote.
module FrrK8s.Properties.TextLaws

open System
open System.Text.Json.Nodes
open System.Text.RegularExpressions
open Expecto
open FsCheck.FSharp
open FrrK8s.Rules
open FrrK8s.Properties.Law
open FrrK8s.Properties.Manifests
open FrrK8s.Properties.Subject

let private textOf elements = (compile elements).Text

let private orderAndRepetition =
    law "rendering depends on neither order nor repetition of the objects" (fun manifests ->
        let elements = manifests.Elements
        let text = textOf elements

        textOf (elements @ elements) = text
        && otherOrders elements |> List.forall (fun other -> textOf other = text))

let private refusedChangeNothing =
    law "without its refused objects a node renders the same" (fun manifests ->
        let result = compile manifests.Elements

        let refused =
            result.Objects
            |> Seq.filter (fun report -> report.Verdict = Verdict.Refused)
            |> Seq.map _.Name
            |> Set.ofSeq

        let others =
            manifests.Elements
            |> List.filter (fun element -> not (refused.Contains (DecodeObject.metadata element).Name.Name))

        textOf others = result.Text)

let private definition = Regex @"^(?:(ip|ipv6) prefix-list|(route-map)) (\S+)"

let private unsharedNames =
    law "no two neighbors share a prefix-list or a route-map" (fun manifests ->
        (compile manifests.Elements).Lines
        |> Seq.choose (fun line ->
            let found = definition.Match line.Text

            if found.Success && line.Neighbor.Length > 0 then
                Some((found.Groups[1].Value, found.Groups[2].Value, found.Groups[3].Value), line.Neighbor)
            else
                None)
        |> Seq.groupBy fst
        |> Seq.forall (fun (_, owners) -> owners |> Seq.map snd |> Seq.distinct |> Seq.length = 1))

let private attribution =
    law "every line of a neighbor knows an object that asks for it" (fun manifests ->
        (compile manifests.Elements).Lines
        |> Seq.forall (fun line -> line.Neighbor.Length = 0 || line.Sources.Count > 0))

let private marker = "shutdown-marker"

/// What could end a word or a line, in the eyes of FRR or of somebody in between.
let private breaks =
    [ "\n"
      "\r\n"
      "\r"
      " "
      "\t"
      "\u000b"
      "\u0000"
      "\u0085"
      "\u2028"
      "\u00a0"
      "\n!\n"
      " | "
      "\nexit\n" ]

/// The document with one text replaced, for every text in it but raw snippets.
let private infected (json: string) : string list =
    let rec edits (node: JsonNode) : ((string -> string) -> JsonNode -> unit) list =
        match node with
        | :? JsonObject as fields ->
            [ for KeyValue(name, child) in List.ofSeq fields do
                  match child with
                  | :? JsonValue as text when
                      name <> "rawConfig" && text.GetValueKind() = Text.Json.JsonValueKind.String
                      ->
                      yield
                          fun spoil root ->
                              root[name] <- JsonValue.Create(spoil (root[name].GetValue<string>()))
                  | child ->
                      for edit in edits child do
                          yield fun spoil root -> edit spoil root[name] ]
        | :? JsonArray as items ->
            [ for index in 0 .. items.Count - 1 do
                  match items[index] with
                  | :? JsonValue as text when text.GetValueKind() = Text.Json.JsonValueKind.String ->
                      yield
                          fun spoil root ->
                              root[index] <- JsonValue.Create(spoil (root[index].GetValue<string>()))
                  | child ->
                      for edit in edits child do
                          yield fun spoil root -> edit spoil root[index] ]
        | _ -> []

    [ for index, edit in List.indexed (edits (JsonNode.Parse json)) do
          let lineBreak = breaks[index % breaks.Length]
          let root = JsonNode.Parse json
          edit (fun text -> text + lineBreak + marker) root
          root.ToJsonString() ]

let private isWordOfItsOwn = Regex(@"(^|[\s|])" + marker)

let private noAddedLine =
    law "no text in any field adds a word or a line" (fun manifests ->
        manifests.Texts
        |> List.collect infected
        |> List.forall (fun json ->
            (compile [ System.Text.Json.JsonDocument.Parse(json).RootElement ]).Lines
            |> Seq.forall (fun line ->
                not (line.Text |> Seq.exists Char.IsControl)
                && not (isWordOfItsOwn.IsMatch line.Text))))

let private stableNumbers =
    let texts =
        Gen.choose (0, 60)
        |> Gen.bind (fun count -> Gen.listOfLength count (Gen.choose (0, 100000)))

    lawFor "one entry more leaves the numbers of all others" texts (fun drawn ->
        let entries =
            drawn
            |> List.distinct
            |> List.map (fun number -> $"10.{number / 256 % 256}.{number % 256}.0/24")
            |> List.distinct

        match entries with
        | [] -> true
        | added :: others ->
            let before = Numbering.byContent others |> Set.ofList
            let after = Numbering.byContent entries |> Set.ofList

            Set.isSubset before after
            && (Set.difference after before |> Set.map snd) = Set.singleton added)

/// Lengths in characters around the limit, of characters of one to four bytes.
let private snippetLines =
    Gen.elements [ "a"; "é"; "€"; "𝄞" ]
    |> Gen.bind (fun character ->
        let most = 4000 / Text.Encoding.UTF8.GetByteCount character

        Gen.choose (most - 3, most + 3)
        |> Gen.map (fun count -> String.replicate count character))

let private longestLine =
    lawFor
        "a snippet is accepted when no line has more than 4000 bytes, and only then"
        snippetLines
        (fun line ->
            let json = JsonObject()
            json["apiVersion"] <- JsonValue.Create DecodeObject.apiVersion
            json["kind"] <- JsonValue.Create "FRRConfiguration"
            json["metadata"] <- JsonNode.Parse """{"name": "a", "namespace": "b"}"""
            json["spec"] <- JsonObject()
            json["spec"].["raw"] <- JsonObject()
            json["spec"].["raw"].["rawConfig"] <- JsonValue.Create $"! {line[2..]}\n!"
            let bytes = Text.Encoding.UTF8.GetByteCount $"! {line[2..]}"

            let result =
                compile [ Text.Json.JsonDocument.Parse(json.ToJsonString()).RootElement ]

            let isAccepted =
                result.Objects |> Seq.forall (fun report -> report.Verdict = Verdict.Accepted)

            isAccepted = (bytes <= 4000))

let tests =
    testList
        "text"
        [ orderAndRepetition
          refusedChangeNothing
          unsharedNames
          attribution
          noAddedLine
          longestLine
          stableNumbers ]
