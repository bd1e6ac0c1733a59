/// A case of the specification: what is declared, and what must come of it. The info string of each fence is the contract.
module FrrK8s.Properties.Specification.Case

open System
open System.Text.RegularExpressions
open FrrK8s.Properties.Specification.Markdown

/// What a fence gives.
type Input =
    | Declares of name: string
    | Secret of name: string
    | Node
    | Options
    | Parses
    | Intended
    | Running
    | Owns

/// What a fence demands.
type Expectation =
    | Renders
    | Contains
    | Lacks
    | Refuses of name: string
    | Conflicts
    | Warns of name: string
    | Accepts
    | Sources
    | Diagnostics
    | Tree
    | Differences
    | Remediation

type Role =
    | Gives of Input
    | Demands of Expectation

/// `Id` is that of the section, `Title` its heading with that of the case behind it.
type Case =
    { Id: string
      Title: string
      Line: int
      Inputs: (Input * Fence) list
      Expectations: (Expectation * Fence) list }

    member this.Name = $"{this.Id} {this.Title}"

    /// True for a case of configuration texts, which the parser alone answers.
    member this.IsOfTexts =
        this.Inputs
        |> List.exists (fun (input, _) -> List.contains input [ Parses; Intended; Running ])

/// A fault of the document itself.
type Fault = { At: int; Message: string }

let private role (info: string list) =
    match info with
    | [ "yaml"; "declares"; name ] -> Some(Gives(Declares name))
    | [ "yaml"; "secret"; name ] -> Some(Gives(Secret name))
    | [ "yaml"; "node" ] -> Some(Gives Node)
    | [ "yaml"; "options" ] -> Some(Gives Options)
    | [ "frr"; "renders" ] -> Some(Demands Renders)
    | [ "frr"; "contains" ] -> Some(Demands Contains)
    | [ "frr"; "lacks" ] -> Some(Demands Lacks)
    | [ "text"; "refuses"; name ] -> Some(Demands(Refuses name))
    | [ "text"; "conflicts" ] -> Some(Demands Conflicts)
    | [ "text"; "warns"; name ] -> Some(Demands(Warns name))
    | [ "text"; "accepts" ] -> Some(Demands Accepts)
    | [ "text"; "sources" ] -> Some(Demands Sources)
    | [ "frr"; "parses" ] -> Some(Gives Parses)
    | [ "frr"; "intended" ] -> Some(Gives Intended)
    | [ "frr"; "running" ] -> Some(Gives Running)
    | [ "text"; "owns" ] -> Some(Gives Owns)
    | [ "text"; "diagnostics" ] -> Some(Demands Diagnostics)
    | [ "text"; "tree" ] -> Some(Demands Tree)
    | [ "text"; "differences" ] -> Some(Demands Differences)
    | [ "frr"; "remediation" ] -> Some(Demands Remediation)
    | _ -> None

/// A section under a heading: `## M-22 Port`, or one below it that has no id of its own.
type private Section =
    { Level: int
      Id: string
      Title: string
      Heading: int
      IsSub: bool
      Fences: Fence list }

let private identified = Regex @"^([A-Z]-[0-9]+) (.+)$"

let private step (sections: Section list) block =
    match block, sections with
    | Heading(level, text, line), _ when (identified.Match text).Success ->
        let found = identified.Match text

        { Level = level
          Id = found.Groups[1].Value
          Title = found.Groups[2].Value
          Heading = line
          IsSub = false
          Fences = [] }
        :: sections
    | Heading(level, text, line), current :: _ when current.Id <> "" ->
        let parent = sections |> List.find (fun section -> not section.IsSub)

        if level <= parent.Level then
            { parent with
                Level = level
                Id = ""
                Title = text
                Heading = line
                Fences = [] }
            :: sections
        else
            { parent with
                Title = $"{parent.Title}: {text}"
                Heading = line
                IsSub = true
                Fences = [] }
            :: sections
    | Heading _, _ -> sections
    | Fenced fence, current :: others when current.Id <> "" ->
        { current with
            Fences = current.Fences @ [ fence ] }
        :: others
    | Fenced fence, _ ->
        { Level = 0
          Id = ""
          Title = ""
          Heading = fence.Line
          IsSub = false
          Fences = [ fence ] }
        :: sections

let private faultsOf (section: Section) =
    let roles = section.Fences |> List.map (fun fence -> fence, role fence.Info)
    let repeatable = [ Demands Contains; Demands Lacks ]

    [ for fence, role in roles do
          if role.IsNone then
              { At = fence.Line
                Message = $"""unknown role `{String.concat " " fence.Info}`""" }
      if section.Id = "" && not section.Fences.IsEmpty then
          { At = section.Heading
            Message = "a fence that belongs to no case" }
      if section.Id <> "" then
          if section.IsSub && section.Fences.IsEmpty then
              { At = section.Heading
                Message = $"the case `{section.Title}` has no blocks" }

          for role, count in roles |> List.choose snd |> List.countBy id do
              if count > 1 && not (List.contains role repeatable) then
                  { At = section.Heading
                    Message = $"`{section.Title}` has a block twice" }

          let has wanted =
              roles |> List.exists (fun (_, role) -> role = Some(Gives wanted))

          if has Intended <> has Running then
              { At = section.Heading
                Message = $"the case `{section.Title}` compares one text with nothing" }

          // Two texts alone are a case: they differ in nothing.
          let hasExpectation =
              has Intended
              || roles |> List.exists (fun (_, role) -> role |> Option.exists _.IsDemands)

          if not section.Fences.IsEmpty && not hasExpectation then
              { At = section.Heading
                Message = $"the case `{section.Title}` expects nothing" } ]

let private toCase (section: Section) =
    let roles =
        section.Fences
        |> List.choose (fun fence -> role fence.Info |> Option.map (fun role -> role, fence))

    { Id = section.Id
      Title = section.Title
      Line = section.Heading
      Inputs =
        roles
        |> List.choose (fun (role, fence) ->
            match role with
            | Gives input -> Some(input, fence)
            | Demands _ -> None)
      Expectations =
        roles
        |> List.choose (fun (role, fence) ->
            match role with
            | Demands wanted -> Some(wanted, fence)
            | Gives _ -> None) }

/// All ids with their lines, the cases, and what is wrong with the document.
let read (text: string) : (string * int) list * Case list * Fault list =
    match blocks text with
    | Error line ->
        [],
        [],
        [ { At = line
            Message = "the fence is never closed" } ]
    | Ok blocks ->
        let sections = blocks |> List.fold step [] |> List.rev

        let ids =
            [ for section in sections do
                  if section.Id <> "" && not section.IsSub then
                      section.Id, section.Heading ]

        let cases =
            sections
            |> List.filter (fun section -> section.Id <> "" && not section.Fences.IsEmpty)
            |> List.map toCase

        let idFaults =
            [ for id, uses in ids |> List.groupBy fst do
                  if uses.Length > 1 then
                      { At = snd uses[1]
                        Message = $"{id} is there twice" }

                  if cases |> List.forall (fun case -> case.Id <> id) then
                      { At = snd uses[0]
                        Message = $"{id} has no case" } ]

        let nameFaults =
            [ for name, same in cases |> List.groupBy _.Name do
                  if same.Length > 1 then
                      { At = same[1].Line
                        Message = $"two cases are called `{name}`" } ]

        ids, cases, List.collect faultsOf sections @ idFaults @ nameFaults
