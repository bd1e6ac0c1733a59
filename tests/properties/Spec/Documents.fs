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
        let given = Given.given case
        let result = Run.compile given given.Objects

        case.Expectations
        |> List.choose (fun (expectation, fence) ->
            Run.actual result expectation fence
            |> Option.filter (fun actual -> actual <> fence.Body)
            |> Option.map (fun actual -> fence, actual))
    with error ->
        // The case fails when it is run, and says so there.
        eprintfn "%s: not updated: %s" case.Name error.Message
        []

let private update (document: Document) =
    match document.Cases |> List.collect changes with
    | [] -> document
    | changes when document.Faults.IsEmpty ->
        File.WriteAllText(Path.Combine(folder, document.Name), Markdown.replaceBodies changes document.Text)
        eprintfn "%s: %d blocks rewritten" document.Name changes.Length
        read document.Name
    | _ -> document

let private load name =
    let document = read name

    if isUpdating && not isUpdateForbidden then
        update document
    else
        document

let merge = load "merge.md"
let render = load "render.md"
let deviations = load "deviations.md"
let all = [ merge; render; deviations ]
