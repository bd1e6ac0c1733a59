/// The laws of comparing and remediating have teeth: a comparison or a planner that is wrong in any of these ways breaks some law.
module internal FrrK8s.Properties.ParserTeeth

open System
open Expecto
open FsCheck
open FsCheck.FSharp
open FrrK8s.FrrParser.Compare
open FrrK8s.FrrParser.Remediation
open FrrK8s.FrrParser.Syntax
open FrrK8s.Properties.CompareLaws
open FrrK8s.Properties.Engine

let private difference kind text =
    Difference(kind, [||], text, 0, text, 0)

/// Line by line, as a text editor compares.
let private byLines _ (intended: Document) (running: Document) =
    let one, other =
        Statement.ofText (intended.ToString()), Statement.ofText (running.ToString())

    [ for statement in one - other -> difference DifferenceKind.Missing statement.Text
      for statement in other - one -> difference DifferenceKind.Surplus statement.Text ]

/// What is said, without what FRR does anyway.
let private byFacts _ (intended: Document) (running: Document) =
    let one, other = sayings (intended.ToString()), sayings (running.ToString())

    [ for saying in one - other -> difference DifferenceKind.Missing saying
      for saying in other - one -> difference DifferenceKind.Surplus saying ]

let private comparing change =
    { real with
        Differences = fun ownership intended running -> change (real.Differences ownership intended running) }

let private planning change =
    { real with
        Commands = fun ownership running intended -> change (real.Commands ownership running intended) }

let private isInRouter (command: Command) =
    not (isNull (command.Path.Enclosing ContextKind.RouterBgp))

/// Every router anew: it arrives, but drops all sessions.
let private startOver ownership (running: Document) (intended: Document) =
    let gone =
        (running.ToString()).Split '\n'
        |> Array.filter Configuration.isRouter
        |> Array.rev
        |> Array.map (fun header -> Command(ContextPath.Root, "no " + header))
        |> List.ofArray

    if (real.Commands ownership running intended).IsEmpty then
        []
    else
        gone @ commands real (after (running.ToString()) gone) (intended.ToString())

let private wrongs =
    [ "compares lines", { real with Differences = byLines }
      "compares what is said, defaults too", { real with Differences = byFacts }
      "overlooks what only runs", comparing (List.filter (fun found -> found.Kind <> DifferenceKind.Surplus))
      "overlooks changes", comparing (List.filter (fun found -> found.Kind <> DifferenceKind.Changed))
      "finds only one difference", comparing (List.truncate 1)
      "counts lines from 0",
      comparing (
          List.map (fun found ->
              Difference(
                  found.Kind,
                  found.Context,
                  found.Intended,
                  found.IntendedLine - 1,
                  found.Running,
                  found.RunningLine - 1
              ))
      )
      "reverses the order", planning List.rev
      "forgets the first command", planning (fun commands -> if commands.IsEmpty then [] else commands.Tail)
      "forgets the last command", planning (fun commands -> List.truncate (commands.Length - 1) commands)
      "says everything twice", planning (List.collect (fun command -> [ command; command ]))
      "defines filters last", planning (List.sortBy (isInRouter >> not))
      "takes nothing back", planning (List.filter (fun command -> not (command.Text.StartsWith "no ")))
      "takes back first", planning (List.sortBy (fun command -> not (command.Text.StartsWith "no ")))
      "takes back last", planning (List.sortBy (fun command -> command.Text.StartsWith "no "))
      "sorts by words", planning (List.sortBy _.Text)
      "starts over", { real with Commands = startOver } ]

let private samples count (arbitrary: Arbitrary<'case>) =
    lazy (Gen.sampleWithSeed Law.seed 50 count arbitrary.Generator)

let private breaks (laws: Law<'case> list) (samples: Lazy<'case array>) engine =
    samples.Value
    |> Seq.exists (fun case -> laws |> List.exists (fun law -> not (law.Faults engine case).IsEmpty))

let private broken =
    let spelled, pairs = samples 200 Cases.spelled, samples 200 Cases.pairs
    let changes, nodes = samples 100 Cases.oneChange, samples 60 NodePairs.pairs

    fun engine ->
        breaks CompareLaws.ofChanges changes engine
        || breaks CompareLaws.ofSpelled spelled engine
        || breaks RemediationLaws.ofPairs pairs engine
        || breaks CompareLaws.ofPairs pairs engine
        || breaks LeakLaws.ofNodes nodes engine

let tests =
    test "a comparison or a planner that is wrong in any of the known ways breaks some law" {
        let unnoticed = wrongs |> List.filter (snd >> broken >> not) |> List.map fst
        printfn $"teeth: {wrongs.Length - unnoticed.Length} of {wrongs.Length} wrong engines noticed"
        Expect.isEmpty unnoticed "every wrong engine is noticed"
    }
