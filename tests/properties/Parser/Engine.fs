/// What the laws speak about: the comparison and the planner, which tests replace by wrong ones, and what a configuration says.
module internal FrrK8s.Properties.Engine

open System.Collections.Generic
open FrrK8s.FrrParser.Compare
open FrrK8s.FrrParser.Grammar
open FrrK8s.FrrParser.Remediation
open FrrK8s.FrrParser.Syntax

/// The comparison takes what is intended first, the planner what runs.
type Engine =
    { Differences: Ownership -> Document -> Document -> Difference list
      Commands: Ownership -> Document -> Document -> Command list }

let real =
    { Differences =
        fun ownership intended running -> List.ofSeq (Comparison.Of(intended, running, ownership)).Differences
      Commands =
        fun ownership running intended ->
            List.ofSeq (RemediationPlan.Between(running, intended, ownership)).Commands }

/// Somebody who owns everything.
let everything = Ownership(Section.All, null)

let differences engine (intended: string) (running: string) =
    engine.Differences everything (Document.Parse intended) (Document.Parse running)

let commands engine (running: string) (intended: string) =
    engine.Commands everything (Document.Parse running) (Document.Parse intended)

let textOf (commands: Command list) = CommandText.Of commands

/// What runs once commands have been obeyed; they are told from the top.
let after (running: string) (commands: Command list) = $"{running}\nend\n{textOf commands}"

/// What a text says, not in normal form.
let facts (text: string) : Facts =
    let outline = Outline.Of(Document.Parse text)
    Reading.Of(outline.Lines, outline.Families)

/// Everything that a text says, in a form that can be compared.
let sayings (text: string) : Set<string> =
    let facts = facts text

    Set.ofList
        [ for KeyValue(key, fact) in facts.ByKey do
              yield $"{key} = {fact.Value}"
          for KeyValue(key, list) in facts.Lists do
              for entry in list.Entries do
                  yield $"{key} {entry.Sequence} = {entry.Value}" ]

/// The differences, found by reading all statements as one scope.
let differencesOfAll (ownership: Ownership) (intended: Document) (running: Document) : Difference list =
    let wanted, actual = Outline.Of intended, Outline.Of running
    let surroundings = (Comparison.Of(intended, running, ownership)).Surroundings
    let found = List<Difference>()

    ScopeComparison.Compare(
        Reading.Of(wanted.Lines, wanted.Families),
        Reading.Of(actual.Lines, actual.Families),
        surroundings,
        Owner(ownership, surroundings),
        found,
        HashSet<string>()
    )

    List.ofSeq found

let show (difference: Difference) =
    let context = String.concat " / " difference.Context

    $"{difference.Kind} [{context}] intended `{difference.Intended}` line {difference.IntendedLine}, running `{difference.Running}` line {difference.RunningLine}"

/// What a difference says, without the lines.
let said (difference: Difference) =
    difference.Kind, String.concat "/" difference.Context, difference.Intended, difference.Running

/// True for a command that the grammar knows where it is told.
let isKnown (command: Command) =
    not (isNull (Manual.Read(command.Path.Kind, command.Text)))
