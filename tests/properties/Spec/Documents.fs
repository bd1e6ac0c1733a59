/// The documents of the specification: where they are, what they hold, and how their expected blocks are rewritten.
module FrrK8s.Properties.Specification.Documents

open System
open System.IO
open FrrK8s.Properties.Specification.Case

type Document =
    { Name: string
      Text: string
      Ids: (string * int) list
      Cases: Case list
      Faults: Fault list }

let private isSet name wanted =
    String.Equals(Environment.GetEnvironmentVariable name, wanted, StringComparison.OrdinalIgnoreCase)

/// `SPEC_UPDATE=1` asks for the expected blocks to be rewritten; a run that others rely on never does it.
let isUpdating = isSet "SPEC_UPDATE" "1"

let isUpdateForbidden = isUpdating && isSet "CI" "true"

/// The folder `spec` of the repository that the tests were built in.
let folder =
    let rec above (directory: DirectoryInfo) =
        match directory with
        | null -> failwith "the repository is not above the tests"
        | directory when File.Exists(Path.Combine(directory.FullName, "FrrK8s.sln")) ->
            Path.Combine(directory.FullName, "spec")
        | directory -> above directory.Parent

    above (DirectoryInfo AppContext.BaseDirectory)

let private read name =
    let text = File.ReadAllText(Path.Combine(folder, name))
    let ids, cases, faults = Case.read text

    { Name = name
      Text = text
      Ids = ids
      Cases = cases
      Faults = faults }

/// The blocks of a case that do not hold what they should.
let private changes (case: Case) =
    try
        let actual = Check.actual case

        case.Expectations
        |> List.choose (fun (expectation, fence) ->
            actual expectation fence
            |> Option.filter (fun actual -> actual <> fence.Body)
            |> Option.map (fun actual -> fence, actual))
    with error ->
        // The case fails when it is run, and says so there.
        eprintfn "%s: not updated: %s" case.Name error.Message
        []

/// The tables that are printed from the code.
let private tables = dict [ "drift.md", ("Overview", Texts.overview) ]

let private withTable (document: Document) =
    match tables.TryGetValue document.Name with
    | true, (heading, rows) -> Markdown.replaceTable heading (rows ()) document.Text
    | _ -> document.Text

let private update (document: Document) =
    let changes = document.Cases |> List.collect changes

    let text =
        withTable
            { document with
                Text = Markdown.replaceBodies changes document.Text }

    if text = document.Text || not document.Faults.IsEmpty then
        document
    else
        File.WriteAllText(Path.Combine(folder, document.Name), text)
        eprintfn "%s: %d blocks rewritten" document.Name changes.Length
        read document.Name

let private load name =
    let document = read name

    if isUpdating && not isUpdateForbidden then
        update document
    else
        document

let merge = load "merge.md"
let render = load "render.md"
let deviations = load "deviations.md"
let syntax = load "syntax.md"
let drift = load "drift.md"
let all = [ merge; render; syntax; drift; deviations ]
