/// The CRD and the decoder are two readings of one API: a field is in both or in none, what the decoder takes the CRD lets through, and the
/// bounds that the CRD has are those of the decoder.
module FrrK8s.Properties.SchemaAgreement

open System.IO
open System.Text.Json
open System.Text.Json.Nodes
open Expecto
open FrrK8s.KubeApi.Resources
open FrrK8s.KubeApi.Schema
open FrrK8s.Rules
open FrrK8s.Properties.Specification

let private root =
    let path =
        Path.Combine(System.AppContext.BaseDirectory, "crds", "frrk8s.metallb.io_frrconfigurations.yaml")

    CustomKind.Read(Yaml.toElement (Yaml.parse (File.ReadAllText path))).Schema

let private spec = root.Properties["spec"]

let rec private ofShape path shape : (string * string) list =
    match shape with
    | Scalar kind -> [ path, kind ]
    | ListOf inner -> (path, "array") :: ofShape (path + "[]") inner
    | MapOf inner -> (path, "map") :: ofShape (path + "{}") inner
    | Record fields ->
        [ path, "object"
          for field in fields do
              yield! ofShape (path + "." + field.Name) field.Shape ]

/// Every part of the schema, by its path.
let rec private parts path (schema: StructuralSchema) : (string * StructuralSchema) list =
    [ path, schema
      if not (isNull (box schema.Items)) then
          yield! parts (path + "[]") schema.Items

      if not (isNull (box schema.Values)) then
          yield! parts (path + "{}") schema.Values

      for field in schema.Properties do
          yield! parts (path + "." + field.Key) field.Value ]

let private kindOf (schema: StructuralSchema) =
    if isNull (box schema.Values) then schema.Type else "map"

/// Objects that the decoder admits, with every field of the API among them.
let private admitted =
    lazy
        [ for node, result in BoundaryDistribution.samples.Value do
              let accepted =
                  set
                      [ for report in result.Objects do
                            if report.Verdict = Verdict.Accepted then
                                report.Name ]

              for json in node.Manifests.Elements do
                  if accepted.Contains (DecodeObject.metadata json).Name.Name then
                      json ]

let private refusals (json: JsonNode) =
    let copy = json.DeepClone().AsObject()
    let dropped = List.ofSeq (SchemaPruner.Prune(root, copy))
    SchemaDefaults.Set(root, copy)

    [ for path in dropped -> path, "unknown"
      for finding in SchemaValidator.Check(root, copy) -> finding.Path, finding.Detail ]

let private errors (json: JsonNode) =
    DecodeObject.readSpec (Yaml.toElement json)
    |> Checked.findings
    |> List.filter (fun finding -> finding.Severity = Severity.Error)
    |> List.map (fun finding -> finding.Path.ToString())

/// The first value at a path of the schema: what it stands in, and where.
let rec private locate (node: JsonNode) (at: string) (steps: string list) : (JsonNode * string) option =
    match node, steps with
    | null, _ -> None
    | _, [] -> Some(node, at)
    | :? JsonArray as list, "[]" :: rest ->
        list
        |> Seq.indexed
        |> Seq.tryPick (fun (index, item) -> locate item $"{at}[{index}]" rest)
    | :? JsonObject as map, name :: rest when map.ContainsKey name ->
        locate map[name] (if at.Length = 0 then name else $"{at}.{name}") rest
    | _ -> None

let private stepsOf (path: string) =
    path.Replace("[]", ".[]").Split '.' |> List.ofArray

/// A copy of an object with another value at a path, and the path as messages write it.
let private withValue (path: string) (value: JsonNode) (json: JsonElement) =
    let copy = JsonNode.Parse(json.GetRawText())

    locate copy "" (stepsOf path)
    |> Option.map (fun (found, at) ->
        found.ReplaceWith(value.DeepClone())
        copy, at)

/// Values at the edges of a part of the schema, and whether it allows them.
let private probes (schema: StructuralSchema) : (JsonNode * bool) list =
    let struct (least, most) = schema.Bounds

    [ if least.HasValue then
          JsonValue.Create least.Value, true
          JsonValue.Create(least.Value - 1M), false

      if most.HasValue then
          JsonValue.Create most.Value, true
          JsonValue.Create(most.Value + 1M), false

      for allowed in schema.Enum do
          allowed.DeepClone(), true

      if not schema.Enum.IsEmpty then
          JsonValue.Create "nonsense", false ]

/// Where the two differ, and why.
let private differences =
    Map
        [ ("spec.bgp.routers[].neighbors[].asn", "0"),
          "0 is how some clients write that it is not set; alone it is not enough" ]

let private disagreements (path: string, schema: StructuralSchema) =
    [ for value, isAllowed in probes schema do
          let written = value.ToJsonString()

          let tried =
              admitted.Value
              |> Seq.choose (withValue path value)
              |> Seq.truncate 40
              |> List.ofSeq

          let refusedBy judge =
              tried |> List.filter (fun (json, at) -> judge json |> List.contains at)

          let byCrd = refusedBy (refusals >> List.map fst)
          let byDecoder = refusedBy errors

          if tried.IsEmpty then
              $"{path}: no object has it"
          elif not (differences.ContainsKey(path, written)) then
              if (byCrd.Length = 0) <> isAllowed then
                  $"{path}: the CRD refuses `{written}` {byCrd.Length} times of {tried.Length}"

              // Where a field is not looked at, because another one makes it meaningless, nothing is refused.
              if byDecoder.IsEmpty <> isAllowed then
                  $"{path}: the decoder refuses `{written}` {byDecoder.Length} times of {tried.Length}" ]

let private administrators =
    [ "0"
      "1"
      "65535"
      "65536"
      "4294967295"
      "4294967296"
      "1.2.3.4"
      "255.255.255.255"
      "256.1.1.1"
      "1.2.3"
      "*"
      ""
      "a"
      "1:2"
      "a.1\nx" ]

let private numbers =
    [ "0"; "1"; "65535"; "65536"; "4294967295"; "4294967296"; ""; "a"; "-1"; "1\n" ]

let private routeTargets (field: string) (tryCreate: string -> Result<RouteTarget, string>) =
    let schema =
        parts "spec" spec
        |> List.find (fun (path, _) -> path = $"spec.bgp.routers[].evpn.l2vnis[].{field}")
        |> snd

    [ for administrator in administrators do
          for number in numbers do
              let text = $"{administrator}:{number}"
              let findings = SchemaValidator.CheckValue(schema, JsonValue.Create text)
              let isTaken = Result.isOk (tryCreate text)

              // FRR takes 0:0 for none at all (V-35), which the CRD does not say.
              if (findings.Count = 0) <> isTaken && text <> "0:0" then
                  text ]

let tests =
    testList
        "CRD and decoder"
        [ test "every field of the CRD is read by the decoder, and every field of the decoder is in the CRD" {
              let crd = set [ for path, schema in parts "spec" spec -> path, kindOf schema ]
              let decoder = set (ofShape "spec" DecodeObject.spec.Shape)
              Expect.isEmpty (crd - decoder) "fields that the decoder does not read"
              Expect.isEmpty (decoder - crd) "fields that the CRD does not have"
              Expect.isGreaterThan crd.Count 80 "fields"
          }

          test "what the decoder admits, the CRD lets through whole" {
              let refused =
                  [ for json in admitted.Value do
                        match refusals (JsonNode.Parse(json.GetRawText())) with
                        | [] -> ()
                        | found -> found, json.GetRawText() ]

              Expect.isEmpty refused "objects that only the CRD refuses"
              Expect.isGreaterThan admitted.Value.Length 100 "objects"
          }

          test "bounds and words of the CRD are those of the decoder" {
              let bounded =
                  parts "spec" spec |> List.filter (snd >> probes >> List.isEmpty >> not)

              Expect.isEmpty (List.collect disagreements bounded) "disagreements"
              Expect.isGreaterThan bounded.Length 15 "parts with bounds"
          }

          test "route distinguishers and route targets are the same to both" {
              Expect.isEmpty (routeTargets "rd" RouteTarget.tryDistinguisher) "route distinguishers"
              Expect.isEmpty (routeTargets "importRTs[]" RouteTarget.tryImport) "route targets to import"
              Expect.isEmpty (routeTargets "exportRTs[]" RouteTarget.tryExport) "route targets to export"
          } ]
