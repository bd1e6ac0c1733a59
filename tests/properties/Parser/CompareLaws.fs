/// Comparing: spellings of one configuration differ in nothing, two configurations do, and each difference is where it is said to be.
module internal FrrK8s.Properties.CompareLaws

open System
open Expecto
open FsCheck.FSharp
open FrrK8s.FrrParser.Compare
open FrrK8s.FrrParser.Syntax
open FrrK8s.Properties.Cases
open FrrK8s.Properties.Engine

/// A law gives what is wrong; nothing when it holds. It is told which comparison to use.
type Law<'case> =
    { Name: string
      Faults: Engine -> 'case -> string list }

let toTest count arbitrary (law: Law<'case>) =
    test law.Name {
        Prop.forAll arbitrary (fun case ->
            let found = law.Faults real case
            found.IsEmpty |> Prop.label (String.concat "\n" found))
        |> Law.check (max 1 count)
    }

let private itself =
    { Name = "a configuration differs from itself in nothing"
      Faults = fun engine (case: Spelled) -> differences engine case.Otherwise case.Otherwise |> List.map show }

let private spelling =
    { Name = "another spelling of a configuration differs from it in nothing, either way"
      Faults =
        fun engine (case: Spelled) ->
            [ yield! differences engine case.Text case.Otherwise
              yield! differences engine case.Otherwise case.Text ]
            |> List.map show }

let ofSpelled = [ itself; spelling ]

let private symmetric =
    { Name = "whoever owns everything finds two configurations to differ in either direction or in none"
      Faults =
        fun engine (pair: Pair) ->
            let there = differences engine pair.IntendedText pair.RunningText
            let back = differences engine pair.RunningText pair.IntendedText

            if there.IsEmpty = back.IsEmpty then
                []
            else
                List.map show (there @ back) }

/// What is the same as one spelling, is the same as another: equality of meaning is one equality.
let private transitive =
    { Name = "what differs from a configuration differs from its other spellings"
      Faults =
        fun engine (pair: Pair) ->
            let names = Spelling.all |> List.map _.Name

            let spell items =
                Spelling.spell names pair.IntendedText.Length (pair.Preamble @ items)

            let plain = differences engine pair.IntendedText pair.RunningText

            [ pair.IntendedText, spell pair.Running
              spell pair.Intended, pair.RunningText
              spell pair.Intended, spell pair.Running ]
            |> List.collect (fun (intended, running) ->
                let found = differences engine intended running

                if found.IsEmpty = plain.IsEmpty then
                    []
                else
                    List.map show found @ [ $"between\n{intended}and\n{running}" ]) }

let private fast =
    { Name = "comparing scope by scope finds what reading everything finds"
      Faults =
        fun engine (pair: Pair) ->
            let intended = Document.Parse pair.IntendedText
            let running = Document.Parse pair.RunningText

            [ for ownership in [ everything; Ownership.Default; Ownership(Section.None, running) ] do
                  let quick =
                      engine.Differences ownership intended running |> List.map show |> Set.ofList

                  let slow =
                      differencesOfAll ownership intended running |> List.map show |> Set.ofList

                  for fault in quick - slow do
                      yield $"only scope by scope: {fault}"

                  for fault in slow - quick do
                      yield $"only in everything: {fault}" ] }

let ofPairs = [ symmetric; transitive; fast ]

/// The first and the last line in which two texts differ, in each of them.
let private changedLines (one: string) (other: string) =
    let one, other = one.Split '\n', other.Split '\n'
    let common = Seq.zip one other |> Seq.takeWhile (fun (a, b) -> a = b) |> Seq.length

    let rest =
        Seq.zip (Array.rev one[common..]) (Array.rev other[common..])
        |> Seq.takeWhile (fun (a, b) -> a = b)
        |> Seq.length

    (common + 1, one.Length - rest), (common + 1, other.Length - rest)

let private found =
    { Name = "a change is found, and at its lines"
      Faults =
        fun engine (case: Changed) ->
            let pair = case.Pair
            let found = differences engine pair.IntendedText pair.RunningText
            let intended, running = changedLines pair.IntendedText pair.RunningText

            let isIn (first, last) line =
                line = 0 || (first <= line && line <= last)

            if pair.Intended = pair.Running then
                []
            elif found.IsEmpty then
                [ "no difference" ]
            else
                found
                |> List.filter (fun difference ->
                    // What goes with a neighbor is said of lines anywhere in its router.
                    not (case.Name = "a neighbor less")
                    && not (isIn intended difference.IntendedLine && isIn running difference.RunningLine))
                |> List.map show }

let ofChanges = [ found ]

let tests =
    testList
        "compare"
        [ yield! List.map (toTest Law.cases Cases.spelled) ofSpelled
          yield! List.map (toTest (Law.cases / 2) Cases.pairs) ofPairs
          yield! List.map (toTest Law.cases Cases.oneChange) ofChanges ]
