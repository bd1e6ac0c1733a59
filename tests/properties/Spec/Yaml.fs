/// YAML as JSON, by the core schema of YAML 1.2: a plain scalar may be null, a boolean or a number; a quoted one is a text.
module FrrK8s.Properties.Specification.Yaml

open System.IO
open System.Text.Json
open System.Text.Json.Nodes
open System.Text.RegularExpressions
open YamlDotNet.Core
open YamlDotNet.RepresentationModel

let private number = Regex @"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$"

let private scalar (node: YamlScalarNode) : JsonNode =
    let text = string node.Value

    if node.Style <> ScalarStyle.Plain then
        JsonValue.Create text
    else
        match text with
        | ""
        | "~"
        | "null" -> null
        | "true" -> JsonValue.Create true
        | "false" -> JsonValue.Create false
        | _ when number.IsMatch text -> JsonNode.Parse text
        | _ -> JsonValue.Create text

let rec private toJson (node: YamlNode) : JsonNode =
    match node with
    | :? YamlScalarNode as value -> scalar value
    | :? YamlSequenceNode as items -> JsonArray [| for item in items -> toJson item |]
    | :? YamlMappingNode as pairs ->
        let record = JsonObject()

        for pair in pairs do
            record.Add(string (pair.Key :?> YamlScalarNode).Value, toJson pair.Value)

        record
    | other -> failwith $"no JSON for {other.NodeType}"

/// The one document of a text; an empty text is an empty object.
let parse (text: string) : JsonNode =
    let stream = YamlStream()
    stream.Load(new StringReader(text))

    match stream.Documents |> List.ofSeq with
    | [] -> JsonObject()
    | [ document ] ->
        match toJson document.RootNode with
        | null -> JsonObject()
        | node -> node
    | several -> failwith $"{several.Length} documents where one is expected"

let toElement (node: JsonNode) : JsonElement = JsonSerializer.SerializeToElement node
