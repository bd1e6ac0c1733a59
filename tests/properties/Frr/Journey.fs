/// From one configuration to another and back, on real FRR, by the commands that the parser computes from what runs.
module FrrK8s.Properties.Journey

open System
open FrrK8s.FrrParser.Compare
open FrrK8s.FrrParser.Remediation
open FrrK8s.FrrParser.Syntax
open FrrK8s.Lab.Processes
open FrrK8s.Properties.Trial

/// What was told to FRR, and what it said and ran.
type Journey =
    {
        From: string
        To: string
        /// What runs when the first configuration is loaded.
        Before: string
        Commands: string
        Answer: CommandResult
        /// What runs when the commands are obeyed.
        After: string
        Rollback: string
        RollbackAnswer: CommandResult
        Again: string
        Release: FrrK8s.Lab.Frr.FrrRelease
    }

/// A law gives what is wrong, line by line; nothing when it holds.
type JourneyLaw =
    { Name: string
      Faults: Journey -> string list }

let private everything = Ownership(Section.All)

let private parse (text: string) = Document.Parse text

/// What the two differ in, whoever owns it.
let differences (intended: string) (running: string) =
    [ for difference in Comparison.Of(parse intended, parse running, everything).Differences do
          let context = String.concat " / " difference.Context
          $"{difference.Kind} [{context}] intended: {difference.Intended}; running: {difference.Running}" ]

/// Goes from one text to another and back. The commands go through a function before FRR sees them.
let make (bench: Bench) (change: string -> string) (from: string) (towards: string) =
    let plan running =
        RemediationPlan.Between(parse running, parse towards, everything)

    let mutable rollback = ""

    let forth running =
        let commands = plan running
        rollback <- string (commands.Rollback(parse running))
        change (string commands)

    match bench.LeadAsync(from, [ forth; (fun _ -> rollback) ]).GetAwaiter().GetResult() with
    | [ _, _, before; commands, answer, after; back, rollbackAnswer, again ] ->
        { From = from
          To = towards
          Before = before
          Commands = commands
          Answer = answer
          After = after
          Rollback = back
          RollbackAnswer = rollbackAnswer
          Again = again
          Release = bench.Release }
    | states -> failwith $"{states.Length} states instead of three"

let private lines (text: string) =
    text.Split([| '\n'; '\r' |], StringSplitOptions.RemoveEmptyEntries)
    |> List.ofArray

let private objections (journey: Journey) (answer: CommandResult) =
    [ if answer.ExitCode <> 0 then
          $"vtysh -f ended with {answer.ExitCode}"
      for line in lines answer.Error do
          if not (Known.isAmong (Known.noErrors journey.Release) line) then
              line
      for line in lines answer.Output do
          if not (Known.isAmong (Known.notices journey.Release @ Known.onChange) line) then
              line ]

let leads =
    { Name = "the commands lead FRR from what runs to what is intended"
      Faults = fun journey -> differences journey.To journey.After }

let all =
    [ leads
      { Name = "FRR takes every command and says nothing against it"
        Faults = fun journey -> objections journey journey.Answer @ objections journey journey.RollbackAnswer }
      { Name = "the rollback leads FRR back to what ran before"
        Faults = fun journey -> differences journey.Before journey.Again } ]
