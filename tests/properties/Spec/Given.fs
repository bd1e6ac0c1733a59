/// What a case gives: the objects, secrets, labels and options of one node, read from its fences.
module FrrK8s.Properties.Specification.Given

open System
open System.Collections.Generic
open System.Text
open System.Text.Json
open FrrK8s.Rules
open System.Text.Json.Nodes
open FrrK8s.Properties.Specification.Case
open FrrK8s.Properties.Specification.Markdown

/// The namespace of everything that names no other.
let usualNamespace = "frr-k8s-system"

let private yaml (fence: Fence) =
    Yaml.parse (String.concat "\n" fence.Body)

let private obj (pairs: (string * JsonNode) list) : JsonNode =
    let made = JsonObject()

    for name, value in pairs do
        made.Add(name, value)

    made

let private text (value: string) : JsonNode = JsonValue.Create value

/// The objects of a case are as old as they stand: the first is the oldest.
let private manifest index name (content: JsonNode) =
    let age = text $"2024-01-01T00:00:{index:D2}Z"

    match content["kind"], content["metadata"] with
    | null, _ ->
        obj
            [ "apiVersion", text "frrk8s.metallb.io/v1beta1"
              "kind", text "FRRConfiguration"
              "metadata",
              obj
                  [ "name", text name
                    "namespace", text usualNamespace
                    "creationTimestamp", age ]
              "spec", content ]
    | _, (:? JsonObject as metadata) ->
        if not (metadata.ContainsKey "creationTimestamp") then
            metadata.Add("creationTimestamp", age)

        content
    | _ -> content

let private field (node: JsonNode) (name: string) =
    match node[name] with
    | null -> None
    | value -> Some value

let private secret name (content: JsonNode) =
    let get name fallback =
        field content name |> Option.map string |> Option.defaultValue fallback

    let data = Dictionary<string, byte[]>()

    let entries part (bytes: string -> byte[]) =
        for entries in field content part |> Option.toList do
            for pair in entries.AsObject() do
                data[pair.Key] <- bytes (string pair.Value)

    entries "stringData" Encoding.UTF8.GetBytes
    entries "data" Convert.FromBase64String
    SecretInput(get "namespace" usualNamespace, name, get "type" "kubernetes.io/basic-auth", data)

/// Everything that a case gives, with the objects apart: their order is free.
type Given =
    { Objects: JsonElement list
      Input: JsonElement list -> NodeInput
      Passwords: string list }

let private setOption (input: NodeInput) (name: string) (value: JsonNode) =
    match name with
    | "alwaysBlock" -> input.AlwaysBlock <- [| for prefix in value.AsArray() -> string prefix |]
    | "hostname" -> input.Hostname <- string value
    | "fallbackRouterId" -> input.FallbackRouterId <- string value
    | "logLevel" -> input.LogLevel <- Enum.Parse<LogLevel>(string value, true)
    | "refusedByFrr" ->
        input.RefusedByFrr <-
            [| for refusal in value.AsArray() ->
                   let object = string refusal["object"]
                   FrrRefusal($"{usualNamespace}/{object}", string refusal["path"], string refusal["message"]) |]
    | "policy" -> input.Policy <- Enum.Parse<ConflictPolicy>(string value, true)
    | _ -> failwith $"unknown option {name}"

let rec private passwordsIn (node: JsonNode) : string list =
    match node with
    | :? JsonObject as record ->
        [ for pair in record do
              match pair.Key, pair.Value with
              | "password", (:? JsonValue as value) -> string value
              | _, value -> yield! passwordsIn value ]
    | :? JsonArray as items ->
        [ for item in items do
              yield! passwordsIn item ]
    | _ -> []

let given (case: Case) : Given =
    let contents = case.Inputs |> List.map (fun (input, fence) -> input, yaml fence)

    let secrets =
        [| for input, content in contents do
               match input with
               | Secret name -> secret name content
               | _ -> () |]

    let manifests =
        [ for input, content in contents do
              match input with
              | Declares name -> name, content
              | _ -> () ]
        |> List.mapi (fun index (name, content) -> manifest index name content)

    let build (objects: JsonElement list) =
        let input = NodeInput(Configurations = List.toArray objects, Secrets = secrets)

        for kind, content in contents do
            match kind with
            | Node ->
                input.NodeLabels <-
                    dict [ for pair in content.AsObject() -> pair.Key, string pair.Value ]
                    |> Dictionary
            | Options ->
                for pair in content.AsObject() do
                    setOption input pair.Key (pair.Value |> Option.ofObj |> Option.defaultValue (text ""))
            | _ -> ()

        input

    { Objects = manifests |> List.map Yaml.toElement
      Input = build
      Passwords =
        [ yield! List.collect passwordsIn manifests
          for secret in secrets do
              for pair in secret.Data -> (Encoding.UTF8.GetString pair.Value).TrimEnd() ] }
