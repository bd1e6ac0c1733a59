/// Whether a result is what a case expects; and the laws that every case obeys besides.
module FrrK8s.Properties.Specification.Check

open System
open System.Text.Json
open Expecto
open FrrK8s.Rules
open FrrK8s.Properties.Specification.Case
open FrrK8s.Properties.Specification.Given
open FrrK8s.Properties.Specification.Run

let private holdsInOrder (wanted: string list) (lines: string list) =
    lines |> List.windowed (max 1 wanted.Length) |> List.contains wanted

let private expectation (result: NodeResult) (wanted, fence: Markdown.Fence) =
    let lines = result.Lines |> Seq.map _.Text |> List.ofSeq
    let where = $"line {fence.Line}"

    match Run.actual result wanted fence with
    | Some actual -> Expect.equal (String.concat "\n" actual) (String.concat "\n" fence.Body) where
    | None when wanted = Contains ->
        Expect.isTrue
            (holdsInOrder fence.Body lines)
            $"""{where}: these lines stand together in{"\n"}{result.Text}"""
    | None ->
        for line in fence.Body do
            Expect.isFalse (List.contains line lines) $"{where}: no line is `{line}`"

/// Nothing goes unsaid: a case names every object that is refused, that is not for the node, and that is warned about.
let private nothingUnsaid (case: Case) (result: NodeResult) =
    let has wanted =
        case.Expectations |> List.exists (fun (expectation, _) -> expectation = wanted)

    for report in result.Objects do
        let name = nameOf report

        match report.Verdict with
        | Verdict.Refused ->
            Expect.isTrue
                (has (Refuses name))
                $"{name} is refused: {Seq.map problemText report.Problems |> List.ofSeq}"
        | Verdict.NotSelected ->
            Expect.isTrue (has Accepts) $"{name} is not for this node, which `text accepts` has to show"
        | _ -> Expect.isFalse (has (Refuses name)) $"{name} is not refused"

        if report.Warnings.Count > 0 then
            Expect.isTrue
                (has (Warns name))
                $"{name} is warned: {Seq.map problemText report.Warnings |> List.ofSeq}"

/// What the blocks of a case must hold, where the case alone decides it.
let actual (case: Case) : (Expectation -> Markdown.Fence -> string list option) =
    if case.IsOfTexts then
        fun expectation _ -> Texts.actual case expectation
    else
        let given = given case
        Run.actual (compile given given.Objects)

let private objectExpectations (case: Case) =
    let given = given case
    let result = compile given given.Objects

    for demand in case.Expectations do
        expectation result demand

    nothingUnsaid case result

let rec private permutations (items: 'item list) =
    match items with
    | [] -> [ [] ]
    | _ ->
        [ for index, item in List.indexed items do
              for rest in permutations (List.removeAt index items) -> item :: rest ]

/// All orders of up to five objects, 120 orders of more.
let orders (items: 'item list) =
    if items.Length <= 5 then
        permutations items
    else
        let random = Random 1

        [ for _ in 1..120 ->
              items
              |> Array.ofList
              |> (fun copy ->
                  random.Shuffle copy
                  List.ofArray copy) ]

/// Everything that is said of an outcome, as one text.
let private told (result: NodeResult) =
    [ for report in result.Objects do
          $"{nameOf report} {report.Verdict}"

          for problem in Seq.append report.Problems report.Warnings do
              problemText problem

              for claim in problem.Claims do
                  $"{claim.Object} {claim.Path} {claim.Value}"
      for fact in result.Merged do
          $"{fact.Router} {fact.Section} {fact.Key} {fact.Field} {fact.Rule} {fact.Value}"

          for claim in fact.Claims do
              $"{claim.Object} {claim.Path} {claim.Value}" ]
    |> String.concat "\n"

let private isFor (report: ObjectReport) (json: JsonElement) =
    let metadata = json.GetProperty "metadata"

    let get (name: string) =
        match metadata.TryGetProperty name with
        | true, value -> value.GetString()
        | _ -> ""

    get "name" = report.Name
    && (get "namespace" = report.Namespace || report.Namespace = "default")

let expectations (case: Case) =
    if case.IsOfTexts then
        Texts.expectations case
    else
        objectExpectations case

let private objectLaws (case: Case) =
    let given = given case
    let result = compile given given.Objects

    for order in orders given.Objects do
        let other = compile given order
        Expect.equal other.Text result.Text "order does not matter to the text"
        Expect.equal (told other) (told result) "order does not matter to the reports"

    let doubled = compile given (given.Objects @ given.Objects)
    Expect.equal doubled.Text result.Text "an object given twice is one object"

    for report in result.Objects do
        if report.Verdict <> Verdict.Accepted then
            let others = given.Objects |> List.filter (fun json -> not (isFor report json))
            Expect.equal (compile given others).Text result.Text $"{nameOf report} contributes nothing"

    for line in result.Lines do
        Expect.isFalse (line.Text |> Seq.exists Char.IsControl) $"`{line.Text}` is one line"

    for password in given.Passwords |> List.filter (fun password -> password.Length > 3) do
        Expect.isFalse ((told result).Contains(password, StringComparison.Ordinal)) "no secret is told"

let laws (case: Case) =
    if case.IsOfTexts then Texts.laws case else objectLaws case
