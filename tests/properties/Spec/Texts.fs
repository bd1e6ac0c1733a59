/// Cases of configuration texts: what the parser makes of one, how two of them differ, and how the difference is closed.
module FrrK8s.Properties.Specification.Texts

open System
open Expecto
open FrrK8s.FrrParser.Compare
open FrrK8s.FrrParser.Grammar
open FrrK8s.FrrParser.Remediation
open FrrK8s.FrrParser.Syntax
open FrrK8s.Properties.Specification.Case

/// Whose what is, unless the case says so: everything that runs and is not intended is a difference.
let private everything = Ownership(Section.All)

let private text (case: Case) wanted =
    case.Inputs
    |> List.tryPick (fun (input, fence) ->
        if input = wanted then
            Some(fence.Body |> List.map (fun line -> line + "\n") |> String.concat "")
        else
            None)

let private document case wanted =
    text case wanted |> Option.map Document.Parse

let private owned (case: Case) =
    case.Inputs
    |> List.tryPick (fun (input, fence) ->
        if input = Owns then
            Some(Ownership(Enum.Parse<Section>(String.concat ", " fence.Body)))
        else
            None)
    |> Option.defaultValue everything

let private comparison case =
    match document case Intended, document case Running with
    | Some intended, Some running -> Comparison.Of(intended, running, owned case)
    | _ -> failwith "a comparison needs two texts"

let private shown (statement: string | null) =
    SecretMask.MaskConfiguration(Option.ofObj statement |> Option.defaultValue "")

let private difference (one: Difference) =
    let where = String.concat " / " one.Context
    let at = if where = "" then "" else " " + where

    match one.Kind with
    | DifferenceKind.Missing -> $"missing{at}: {shown one.Intended}"
    | DifferenceKind.Surplus -> $"surplus{at}: {shown one.Running}"
    | _ -> $"changed{at}: {shown one.Running} -> {shown one.Intended}"

let private treeLine (placed: PlacedNode) =
    let indent = String(' ', 2 * placed.Depth)

    match placed.Node with
    | :? BlockNode as block -> $"{indent}{block.Context}: {block.Header.Text}"
    | :? LineNode as line when line.Kind = LineKind.Blank -> $"{indent}{line.Kind}"
    | :? LineNode as line -> $"{indent}{line.Kind}: {line.Line.Text.TrimEnd()}"
    | node -> failwith $"a node of an unknown kind: {node}"

let rec private tree (placed: PlacedNode list) =
    [ for node in placed do
          treeLine node ]

let private lines (text: string) =
    text.Split('\n', StringSplitOptions.RemoveEmptyEntries) |> List.ofArray

/// What a block must hold.
let actual (case: Case) expectation =
    match expectation, document case Parses with
    | Diagnostics, Some parsed -> Some [ for diagnostic in parsed.Diagnose() -> diagnostic.ToString() ]
    | Tree, Some parsed -> Some(tree (List.ofSeq (parsed.Walk())))
    | Differences, None -> Some [ for one in (comparison case).Differences -> difference one ]
    | Remediation, None -> Some(lines ((RemediationPlan.Of(comparison case)).ToString()))
    | _ -> failwith "the case does not give what it asks about"

let expectations (case: Case) =
    for expectation, fence in case.Expectations do
        match actual case expectation with
        | Some found ->
            Expect.equal (String.concat "\n" found) (String.concat "\n" fence.Body) $"line {fence.Line}"
        | None -> ()

    if case.Expectations.IsEmpty then
        let differences = (comparison case).Differences |> Seq.map difference |> List.ofSeq
        Expect.isEmpty differences "the two texts say the same"

/// Each text prints back as it is, and differs from itself in nothing; the commands close the difference, and their way back opens it again.
let laws (case: Case) =
    for input, _ in case.Inputs do
        match document case input with
        | Some parsed when input <> Owns ->
            Expect.equal (Some(parsed.ToString())) (text case input) "a document printed is its text"

            Expect.isTrue
                (Comparison.Of(parsed, Document.Parse(parsed.ToString()), everything)).IsEmpty
                "a text has no difference from itself"
        | _ -> ()

    match document case Intended, document case Running with
    | Some intended, Some running ->
        let there = Comparison.Of(intended, running, everything)
        let back = Comparison.Of(running, intended, everything)
        Expect.equal there.IsEmpty back.IsEmpty "a difference is one from both sides"
        let plan = RemediationPlan.Of there
        let after = Document.Parse($"{running}\n{plan}")

        Expect.isEmpty
            ((Comparison.Of(intended, after, everything)).Differences |> Seq.map difference)
            $"the commands close the difference:\n{plan}"

        let again = Document.Parse($"{after}\n{plan.Rollback running}")

        Expect.isEmpty
            ((Comparison.Of(running, again, everything)).Differences |> Seq.map difference)
            "the way back opens it again"
    | _ -> ()

/// What FRR does unless it is told otherwise, and hides: statement, context, what is hidden, where, rule.
let overview () =
    let where (profiles: Profiles) (since: int) =
        let profile =
            if profiles = Profiles.All then
                ""
            else
                (string profiles).ToLowerInvariant()

        let release = if since = 0 then "" else $"FRR {since} and later"

        [ profile; release ]
        |> List.filter (fun word -> word <> "")
        |> String.concat ", "

    let cell (word: string) = "`" + word.Replace("|", "\\|") + "`"

    let row (definition: StatementDefinition) hidden place =
        [ cell definition.Syntax; string definition.In; hidden; place; definition.Rule ]

    [ for definition in Manual.All do
          if definition.OnByDefault <> Profiles.None then
              row definition "on" (where definition.OnByDefault definition.OnSince)

          match definition.Default, definition.DatacenterDefault with
          | null, _ -> ()
          | usual, null -> row definition (cell usual) ""
          | usual, other ->
              row definition (cell usual) "traditional"
              row definition (cell other) "datacenter" ]
