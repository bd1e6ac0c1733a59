/// Parsing is total and loses nothing, whatever the text.
module internal FrrK8s.Properties.SyntaxLaws

open System
open Expecto
open FsCheck.FSharp
open FrrK8s.FrrParser.Compare
open FrrK8s.FrrParser.Grammar
open FrrK8s.FrrParser.Remediation
open FrrK8s.FrrParser.Syntax
open FrrK8s.Properties.Texts

let private law name (faults: string -> string list) =
    test name {
        Prop.forAll Texts.arbitrary (fun text ->
            let found = faults text.Of
            found.IsEmpty |> Prop.label (String.concat "\n" found))
        |> Law.check Law.cases
    }

let private unless isFine fault = if isFine then [] else [ fault ]

/// The lines with their ends, cut by hand.
let private linesOf (text: string) : string array =
    let pieces = text.Split '\n'

    [| for index in 0 .. pieces.Length - 2 do
           yield pieces[index] + "\n"

       if pieces[pieces.Length - 1] <> "" then
           yield pieces[pieces.Length - 1] |]

let private roundTrip =
    law "print (parse text) = text" (fun text ->
        unless (Document.Parse(text).ToString() = text) "another text")

let private positions =
    law "each node stands at its line, and each line is some node's" (fun text ->
        let lines = linesOf text

        let at number =
            if number >= 1 && number <= lines.Length then
                lines[number - 1]
            else
                "no such line"

        let placed =
            [ for placed in Document.Parse(text).Walk() do
                  match placed.Node with
                  | :? BlockNode as block ->
                      yield placed.Line, block.Header.ToString()

                      if block.Closing.HasValue then
                          yield placed.ClosingLine, block.Closing.Value.ToString()
                  | node -> yield placed.Line, node.ToString() ]

        unless (List.sort (List.map fst placed) = [ 1 .. lines.Length ]) "other lines"
        @ [ for number, line in placed do
                if at number <> line then
                    yield $"line {number} is `{at number}`, not `{line}`" ])

/// A tree that comes from an edit: a statement taken back where it stood, a comment with other words.
let private edited (placed: PlacedNode) : Node option =
    match placed.Node with
    | :? LineNode as node ->
        let text =
            match node.Kind with
            | LineKind.Statement when not (node.Line.Text.StartsWith "no") -> Some("no " + node.Line.Text)
            | LineKind.Comment -> Some "! exit"
            | _ -> None

        text
        |> Option.map (fun text ->
            LineNode(ConfigurationLine(node.Line.Indent, text, node.Line.LineEnd), node.Kind))
    | _ -> None

let private treeRoundTrip =
    law "parse (print document) = document, also of an edited one" (fun text ->
        let document = Document.Parse text

        let edits =
            [ for placed in document.Walk() |> Seq.truncate 60 do
                  match edited placed with
                  | Some replacement -> yield document.Replace(placed.Node, ReadOnlySpan [| replacement |])
                  | None -> () ]

        [ for tree in document :: edits do
              if not (Document.Parse(tree.ToString()).Equals tree) then
                  yield $"parsed to another tree:\n{tree}" ])

let private localEdits =
    law "editing a node changes only its lines" (fun text ->
        let document = Document.Parse text
        let lines = linesOf text
        let replacement = Document.Parse("! one\nrouter bgp 1\n").Children

        [ for placed in document.Walk() |> Seq.truncate 40 do
              for nodes in [ [||]; Seq.toArray replacement ] do
                  let first, count = placed.Line - 1, placed.Node.LineCount

                  let wanted =
                      [ yield! lines[.. first - 1]
                        for node in nodes do
                            yield node.ToString()
                        yield! lines[first + count ..] ]
                      |> String.concat ""

                  if document.Replace(placed.Node, ReadOnlySpan nodes).ToString() <> wanted then
                      yield $"line {placed.Line} with {nodes.Length} nodes instead" ])

let private total =
    test "no text and no pair of texts is too odd to be read, compared and remediated" {
        Prop.forAll Texts.pairs (fun (one, other) ->
            let intended, running = Document.Parse one.Of, Document.Parse other.Of

            for document in [ intended; running ] do
                document.Diagnose() |> Seq.iter ignore
                document.GetHashCode() |> ignore

                for line in LineSplitter.Split(document.ToString()) do
                    for context in Enum.GetValues<ContextKind>() do
                        if context <> ContextKind.None then
                            Manual.Read(context, line.Text) |> ignore

            let plan = RemediationPlan.Between(running, intended, Engine.everything)
            plan.ToString() |> ignore
            plan.Rollback(running).ToString() |> ignore
            Comparison.Of(intended, running).Differences |> Seq.iter ignore

            Comparison.Of(intended, running, Ownership(Section.Rendered, running)).IsEmpty
            |> ignore)
        |> Law.check Law.cases
    }

/// Entries and networks as FRR writes them, and nearly so.
let private plainLines =
    gen {
        let! number =
            Gen.elements [ "seq 5 "; "seq 05 "; "seq 0 "; "seq 4294967295 "; "seq 4294967296 "; "" ]

        let! action = Gen.elements [ "permit"; "deny"; "allow" ]

        let! prefix =
            Gen.elements
                [ "10.1.0.0/16"
                  "10.1.0.1/16"
                  "010.1.0.0/16"
                  "10.1.0.0/33"
                  "10.0.0.0"
                  "any"
                  "0.0.0.0/0"
                  "::/0"
                  "10.1.2.3/32" ]

        let! range =
            Gen.elements
                [ ""
                  " ge 24"
                  " le 32"
                  " ge 24 le 32"
                  " le 32 ge 24"
                  " le 33"
                  " le 024"
                  " ge" ]

        let! isNetwork = Gen.elements [ true; false; false ]

        return
            if isNetwork then
                ContextKind.AddressFamily, $"network {prefix}{range}"
            else
                ContextKind.Root, $"ip prefix-list a {number}{action} {prefix}{range}"
    }

let private plain =
    test "a plain statement says what the grammar reads in it" {
        Prop.forAll (Arb.fromGen plainLines) (fun (context, text) ->
            let path =
                if context = ContextKind.Root then
                    ContextPath.Root
                else
                    ContextPath.Root
                        .Open(ContextKind.RouterBgp, "router bgp 1")
                        .Open(context, "address-family ipv4 unicast")

            let plain = PlainStatement.Read(SourceLine(path, text, 1))
            let read = Manual.Read(context, text)

            let isSame =
                not plain.HasValue
                || (not (isNull read)
                    && read.Definition.Chapter = plain.Value.Definition.Chapter
                    && read.Definition.IsEntry = plain.Value.Definition.IsEntry
                    && read.Text = text
                    && (isNull plain.Value.List
                        || read.Value = plain.Value.Value
                           && read.Identity = $"{plain.Value.List} seq {plain.Value.Sequence}"))

            isSame |> Prop.label text)
        |> Law.check Law.cases
    }

let tests =
    testList "syntax" [ roundTrip; treeRoundTrip; positions; localEdits; total; plain ]
