/// Reads a document of the specification: its headings and its fenced blocks, each with its line. The rest is prose.
module FrrK8s.Properties.Specification.Markdown

open System

/// A fenced block. `Info` is what stands behind the opening fence, in words; `Line` is the number of the opening fence.
type Fence =
    { Info: string list
      Body: string list
      Line: int }

type Block =
    | Heading of level: int * text: string * line: int
    | Fenced of Fence

let private marker = "```"

let private words (text: string) =
    text.Split([| ' ' |], StringSplitOptions.RemoveEmptyEntries) |> List.ofArray

let private heading (text: string) line =
    let level = text |> Seq.takeWhile (fun c -> c = '#') |> Seq.length
    Heading(level, text.Substring(level).Trim(), line)

/// The blocks in their order, or the line of a fence that is never closed.
let rec private scan (lines: (int * string) list) blocks =
    match lines with
    | [] -> Ok(List.rev blocks)
    | (number, text) :: rest when text.StartsWith(marker, StringComparison.Ordinal) ->
        let body = rest |> List.takeWhile (fun (_, line) -> line <> marker)

        if body.Length = rest.Length then
            Error number
        else
            let fence =
                { Info = words (text.Substring marker.Length)
                  Body = List.map snd body
                  Line = number }

            scan (List.skip (body.Length + 1) rest) (Fenced fence :: blocks)
    | (number, text) :: rest when text.StartsWith '#' -> scan rest (heading text number :: blocks)
    | _ :: rest -> scan rest blocks

/// Line numbers count from 1.
let blocks (text: string) =
    scan (text.Split '\n' |> Seq.mapi (fun index line -> index + 1, line) |> List.ofSeq) []

/// The rows of the first table under a heading as they are written, without the head and the rule below it.
let tableLines (headingText: string) (text: string) =
    text.Split '\n'
    |> Seq.skipWhile (fun line -> line.TrimStart('#', ' ') <> headingText)
    |> Seq.skipWhile (fun line -> not (line.StartsWith '|'))
    |> Seq.takeWhile (fun line -> line.StartsWith '|')
    |> Seq.skip 2
    |> List.ofSeq

/// The same rows, each a list of cells.
let table (headingText: string) (text: string) =
    tableLines headingText text
    |> Seq.map (fun line -> line.Trim('|', ' ').Split '|' |> Array.map _.Trim() |> List.ofArray)
    |> List.ofSeq

/// The text with other rows in the first table under a heading.
let replaceTable (headingText: string) (rows: string list list) (text: string) =
    let lines = text.Split '\n' |> List.ofArray

    let heading =
        lines |> List.findIndex (fun line -> line.TrimStart('#', ' ') = headingText)

    let first =
        heading
        + (lines |> List.skip heading |> List.findIndex (fun line -> line.StartsWith '|'))
        + 2

    let rest =
        lines |> List.skip first |> List.skipWhile (fun line -> line.StartsWith '|')

    List.take first lines
    @ (rows |> List.map (fun cells -> "| " + String.concat " | " cells + " |"))
    @ rest
    |> String.concat "\n"

/// The text with the bodies of some fences replaced.
let replaceBodies (changes: (Fence * string list) list) (text: string) =
    let replace (lines: string list) (fence: Fence, body) =
        List.take fence.Line lines
        @ body
        @ List.skip (fence.Line + fence.Body.Length) lines

    changes
    |> List.sortByDescending (fun (fence, _) -> fence.Line)
    |> List.fold replace (List.ofArray (text.Split '\n'))
    |> String.concat "\n"
