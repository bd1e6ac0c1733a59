/// What the laws speak about: the candidates that a set of manifests makes, and what becomes of them.
module FrrK8s.Properties.Subject

open System.Collections.Generic
open FrrK8s.Rules

let private noSecrets: IReadOnlyDictionary<struct (string * string), SecretInput> =
    Dictionary<struct (string * string), SecretInput>()

/// The objects that can be read, as candidates for a node without labels.
let candidates (manifests: Manifests.Manifests) : Candidate list =
    manifests.Elements
    |> List.choose (fun json ->
        match Reading.read (Reading.findSecret noSecrets) (fun _ -> None) json with
        | Readable candidate, _ -> Some candidate
        | NotForThisNode, _
        | Unreadable, _ -> None)

let configs (candidates: Candidate list) =
    candidates
    |> List.collect (fun candidate -> candidate.Parts |> List.map _.Config)

let parts (candidates: Candidate list) = candidates |> List.collect _.Parts

let admitted book candidates =
    (Accept.accept book candidates).Admitted

let names (candidates: Candidate list) =
    candidates |> List.map _.Object |> Set.ofList

let merged book candidates = Merge.merge book (configs candidates)

/// Facts without the value's origin, by the rules in force.
let facts (config: NodeConfig) =
    Merge.facts MergeRules.all Everything config
    |> Seq.map (fun fact -> fact.Cell.Place, fact.Cell.Rule, fact.Cell.Item, fact.Value)
    |> Set.ofSeq

let factsOfAll configs =
    configs |> Seq.map facts |> Set.unionMany

/// The facts that a set of facts implies: whoever receives all, receives every range.
let isCoveredBy facts (place, rule, item, value) =
    Set.contains (place, rule, item, value) facts
    || rule = "M-37" && Set.contains (place, rule, "all", "") facts

/// Some other orders of a list: enough to move every element past every other.
let otherOrders (items: 'item list) =
    match items with
    | [] -> []
    | first :: rest -> [ List.rev items; rest @ [ first ] ]

let compile (elements: System.Text.Json.JsonElement list) =
    Engine.Compile(NodeInput(Configurations = List.toArray elements, Hostname = "node"))
