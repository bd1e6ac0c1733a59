/// Runs a case, and says what each of its expected blocks must hold.
module FrrK8s.Properties.Specification.Run

open System
open FrrK8s.Rules
open FrrK8s.Properties.Specification.Case
open FrrK8s.Properties.Specification.Given
open FrrK8s.Properties.Specification.Markdown

let compile (given: Given) objects = Engine.Compile(given.Input objects)

/// As the specification calls an object.
let nameOf (report: ObjectReport) =
    if report.Namespace = usualNamespace then
        report.Name
    else
        $"{report.Namespace}/{report.Name}"

/// The last line of the part that every node has.
let private headerEnd = "ipv6 nht resolve-via-default"

let private belowHeader (result: NodeResult) =
    result.Lines
    |> Seq.map _.Text
    |> Seq.skipWhile (fun line -> line <> headerEnd)
    |> Seq.skip 1
    |> List.ofSeq

let problemText (problem: Problem) =
    let rule = if problem.Rule = "" then "" else problem.Rule + " "
    $"{rule}{problem.Path}: {problem.Message}"

let private report (result: NodeResult) name =
    match result.Objects |> Seq.filter (fun report -> nameOf report = name) |> List.ofSeq with
    | [ report ] -> report
    | _ -> failwith $"there is no object {name}"

let private claimText (claim: ClaimInfo) =
    $"{claim.Object} {claim.Path}: {claim.Value}"

let private conflictLines (result: NodeResult) =
    [ for report in result.Objects do
          for problem in report.Problems do
              for claim in problem.Claims do
                  $"{problem.Rule} {claimText claim}" ]
    |> List.distinct

let private sourceMark = "<- "

let private sourceLines (result: NodeResult) (body: string list) =
    [ for wanted in
          body
          |> List.filter (fun line -> not (line.StartsWith(sourceMark, StringComparison.Ordinal))) do
          wanted

          match result.Lines |> Seq.tryFind (fun line -> line.Text = wanted) with
          | Some line ->
              for claim in line.Sources do
                  sourceMark + claimText claim
          | None -> failwith $"no line is `{wanted}`" ]

let private accepted (result: NodeResult) =
    [ if result.Frozen then
          "nothing: the last good configuration stays"
      else
          for report in result.Objects do
              if report.Verdict = Verdict.Accepted then
                  nameOf report ]

/// What the block must hold, where the case alone decides it.
let actual (result: NodeResult) (expectation: Expectation) (fence: Fence) =
    match expectation with
    | Renders -> Some(belowHeader result)
    | Refuses name -> Some [ for problem in (report result name).Problems -> problemText problem ]
    | Warns name -> Some [ for warning in (report result name).Warnings -> problemText warning ]
    | Conflicts -> Some(conflictLines result)
    | Accepts -> Some(accepted result)
    | Sources -> Some(sourceLines result fence.Body)
    | Contains
    | Lacks
    | Diagnostics
    | Tree
    | Differences
    | Remediation -> None
