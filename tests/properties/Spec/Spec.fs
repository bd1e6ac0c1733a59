/// The specification as tests: each case with what it expects and the laws that every case obeys, then the documents themselves.
module FrrK8s.Properties.Spec

open Expecto
open FrrK8s.FrrParser.Grammar
open FrrK8s.Rules
open FrrK8s.Properties.Specification

/// A row of the overview: id, record, field, combiner.
let private overviewRows =
    let rows record (rules: Rule<'record> list) =
        rules |> List.map (fun rule -> [ rule.Id; record; rule.Field; rule.Combiner ])

    let book = MergeRules.all

    rows "node" book.Node
    @ rows "router" book.Router
    @ rows "neighbor" book.Neighbor
    @ rows "BFD profile" book.Profile
    @ rows "EVPN" book.Evpn
    @ rows "VNI" book.VniProperties
    @ rows "L3 VNI" book.L3Vni
    @ [ for requirement in Requirement.all -> [ requirement.Id; "node"; requirement.Field; "requirement" ] ]

let private pathOf record field =
    match record with
    | "node" when field = "rawConfig" -> "spec.raw."
    | "node" -> "spec."
    | "router" -> "spec.bgp.routers[]."
    | "neighbor" -> "spec.bgp.routers[].neighbors[]."
    | "BFD profile" -> "spec.bgp.bfdProfiles[]."
    | "EVPN" -> "spec.bgp.routers[].evpn."
    | "VNI" -> "spec.bgp.routers[].evpn.l2vnis[]."
    | _ -> "spec.bgp.routers[].evpn.l3vni."

/// What stands under the heading of a rule: its fields with their paths, and its combiner.
let private ruleLine record (field: string) combiner =
    let path =
        if combiner = "exclusive" || combiner = "requirement" then
            ""
        else
            pathOf record field

    let fields =
        field.Split ", "
        |> Array.map (fun name -> $"`{path}{name}`")
        |> String.concat ", "

    $"{fields}: {combiner}."

let private ruleLines =
    [ for row in overviewRows do
          match row with
          | [ id; record; field; combiner ] -> id, ruleLine record field combiner
          | _ -> () ]

let private printed rows =
    rows
    |> List.map (fun cells -> "| " + String.concat " | " cells + " |")
    |> String.concat "\n"

let private caseTests (document: Documents.Document) =
    testList
        document.Name
        [ for case in document.Cases do
              testCase case.Name (fun () -> Check.expectations case)
              testCase $"{case.Name} (laws)" (fun () -> Check.laws case) ]

let private documentTests =
    [ for document in Documents.all do
          testCase $"{document.Name} is well formed" (fun () ->
              let faults =
                  document.Faults |> List.map (fun fault -> $"line {fault.At}: {fault.Message}")

              Expect.isEmpty faults "no faults")

      testCase "the ids of the rules are those of merge.md" (fun () ->
          let specified =
              [ for id, _ in Documents.merge.Ids do
                    if id.StartsWith "M-" then
                        id ]

          let inForce = overviewRows |> List.map List.head
          Expect.equal (List.sort specified) (List.sort inForce) "the same ids, each once")

      testCase "the overview of merge.md is what the rules print" (fun () ->
          Expect.equal
              (printed (Markdown.table "Overview" Documents.merge.Text))
              (printed overviewRows)
              "the same table")

      testCase "each section of merge.md opens with the field and the combiner of its rule" (fun () ->
          let lines = Documents.merge.Text.Split '\n'

          for id, expected in ruleLines do
              for _, heading in Documents.merge.Ids |> List.filter (fun (known, _) -> known = id) do
                  Expect.equal lines[heading + 1] expected id)

      testCase "the ids of syntax.md and drift.md are those that the parser names" (fun () ->
          let specified =
              Documents.syntax.Ids @ Documents.drift.Ids |> List.map fst |> List.distinct

          Expect.equal (List.sort specified) Sources.ids "the same ids")

      testCase "the overview of drift.md is what the definitions print" (fun () ->
          Expect.equal
              (String.concat "\n" (Markdown.tableLines "Overview" Documents.drift.Text))
              (printed (Texts.overview ()))
              "the same table")

      testCase
          "every command of the grammar has a parser, and a rule where it says more than it reads"
          (fun () ->
              for definition in Manual.All do
                  for isNegated in [ false; true ] do
                      Expect.isNotNull (definition.Parser isNegated) definition.Syntax
                      Expect.isNotNull (definition.Abbreviated isNegated) definition.Syntax

                  let saysMore =
                      definition.OnByDefault <> Profiles.None
                      || not (isNull definition.Default)
                      || not (isNull definition.Correct)
                      || definition.IsSilent
                      || definition.Reads.Length + definition.Implies.Length > 0

                  if saysMore then
                      Expect.isNotEmpty definition.Rule $"{definition.Syntax} names its rule")

      testCase "no id has two meanings" (fun () ->
          let ids = Documents.all |> List.collect (fun document -> List.map fst document.Ids)
          Expect.equal (List.distinct ids) ids "each id is there once")

      testCase "expected blocks are not rewritten where others rely on the run" (fun () ->
          Expect.isFalse Documents.isUpdateForbidden "SPEC_UPDATE=1 is refused when CI=true") ]

let private syntaxTest =
    testCase "FRR's own parser takes every text that a case renders" (fun () ->
        let texts =
            [ for document in Documents.all do
                  for case in document.Cases |> List.filter (fun case -> not case.IsOfTexts) do
                      let given = Given.given case
                      case.Name, (Run.compile given given.Objects).Text ]

        match Syntax.check texts with
        | Result.Ok(count, refused) ->
            printfn "vtysh -C: %d different texts of %d cases checked" count texts.Length
            Expect.isEmpty refused "vtysh -C takes it"
        | Result.Error reason -> printfn "vtysh -C: nothing checked, %s" reason)

let tests =
    testList
        "spec"
        ((Documents.all |> List.map caseTests)
         @ documentTests
         @ [ syntaxTest; Faults.tests ])
