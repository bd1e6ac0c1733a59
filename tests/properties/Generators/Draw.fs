/// Drawing from few values, so that objects meet each other often: most claims on one thing agree, some do not.
module FrrK8s.Properties.Draw

open System.Text.Json.Nodes
open FsCheck
open FsCheck.FSharp

/// The value with this chance in a hundred.
let chance percent (generator: Gen<'value>) : Gen<'value option> =
    Gen.frequency [ percent, Gen.map Some generator; 100 - percent, Gen.constant None ]

/// Mostly the first value, sometimes one of the others.
let mostly (usual: 'value) (others: 'value list) =
    Gen.frequency [ 9, Gen.constant usual; 1, Gen.elements (usual :: others) ]

/// Up to `most` elements, distinct.
let someOf most (values: 'value list) =
    gen {
        let! count = Gen.choose (0, min most values.Length)
        let! shuffled = Gen.shuffle values
        return shuffled |> Seq.truncate count |> List.ofSeq
    }

let text (value: string) : JsonNode = JsonValue.Create value
let number (value: int64) : JsonNode = JsonValue.Create value
let truth (value: bool) : JsonNode = JsonValue.Create value

let array (items: JsonNode list) : JsonNode =
    JsonArray(items |> List.map (fun item -> item.DeepClone()) |> Array.ofList)

/// An object of those fields that were drawn.
let object (fields: (string * JsonNode option) list) : JsonNode =
    let result = JsonObject()

    for name, value in fields do
        value |> Option.iter (fun node -> result[name] <- node.DeepClone())

    result

/// A field that is drawn or not.
let field percent name (generator: Gen<JsonNode>) : Gen<string * JsonNode option> =
    chance percent generator |> Gen.map (fun value -> name, value)

let always name (generator: Gen<JsonNode>) : Gen<string * JsonNode option> =
    generator |> Gen.map (fun value -> name, Some value)

/// All fields drawn, each by its own chance.
let record (fields: Gen<string * JsonNode option> list) : Gen<JsonNode> =
    Gen.collectToList id fields |> Gen.map object

let several (items: Gen<JsonNode list>) : Gen<JsonNode> = Gen.map array items
