/// The commands lead from what runs to what is intended, and back, and say nothing that need not be said.
module internal FrrK8s.Properties.RemediationLaws

open System
open Expecto
open FsCheck.FSharp
open FrrK8s.FrrParser.Compare
open FrrK8s.FrrParser.Remediation
open FrrK8s.FrrParser.Syntax
open FrrK8s.Properties.Cases
open FrrK8s.Properties.CompareLaws
open FrrK8s.Properties.Engine

/// The faults, and the commands that they are about.
let telling (commands: Command list) (faults: string list) =
    if faults.IsEmpty then
        []
    else
        faults @ [ "--- commands"; textOf commands ]

let private reaches =
    { Name = "what runs, followed by the commands, means what is intended"
      Faults =
        fun engine (pair: Pair) ->
            let commands = commands engine pair.RunningText pair.IntendedText

            differences real pair.IntendedText (after pair.RunningText commands)
            |> List.map show
            |> telling commands }

let private rollsBack =
    { Name = "followed by the rollback as well, it means what ran"
      Faults =
        fun _ (pair: Pair) ->
            let running = Document.Parse pair.RunningText

            let plan =
                RemediationPlan.Between(running, Document.Parse pair.IntendedText, everything)

            let rollback = plan.Rollback running

            differences real pair.RunningText $"{pair.RunningText}\nend\n{plan}\nend\n{rollback}"
            |> List.map show
            |> telling (List.ofSeq rollback.Commands) }

let private silent =
    { Name = "there are no commands exactly when there is no difference"
      Faults =
        fun engine (pair: Pair) ->
            let differences = differences engine pair.IntendedText pair.RunningText
            let commands = commands engine pair.RunningText pair.IntendedText

            if differences.IsEmpty = commands.IsEmpty then
                []
            else
                List.map show differences |> telling commands }

let private settles =
    { Name = "once the commands are obeyed there is nothing more to say"
      Faults =
        fun engine (pair: Pair) ->
            let first = commands engine pair.RunningText pair.IntendedText
            let again = commands engine (after pair.RunningText first) pair.IntendedText

            if again.IsEmpty then
                []
            else
                [ "again:"; textOf again ] |> telling first }

/// What cannot be changed in place is made anew with all that belongs to it, as many statements as those may be.
let private isMadeAnew (difference: Difference) =
    difference.Kind <> DifferenceKind.Missing
    && (isNull difference.Fact.Definition
        || difference.Fact.Definition.IsFixed
        || difference.Fact.Definition.Takes = "neighbor $1")

let private small =
    { Name = "there are at most two commands a difference"
      Faults =
        fun engine (pair: Pair) ->
            let differences = differences engine pair.IntendedText pair.RunningText
            let commands = commands engine pair.RunningText pair.IntendedText

            if List.exists isMadeAnew differences || commands.Length <= 2 * differences.Length then
                []
            else
                $"{commands.Length} commands, {differences.Length} differences"
                :: List.map show differences
                |> telling commands }

let private purposeful =
    { Name = "every command changes something"
      Faults =
        fun engine (pair: Pair) ->
            let commands = commands engine pair.RunningText pair.IntendedText

            let state count =
                sayings (after pair.RunningText (List.truncate count commands))

            // Some of many: another case looks at others.
            [ for index, command in List.indexed commands do
                  if index % (1 + commands.Length / 8) = commands.Length % 7 then
                      // A new neighbor may be active without being told so; it is told all the same.
                      if state index = state (index + 1) && not (command.Text.EndsWith " activate") then
                          yield $"changes nothing: {command.Text}" ]
            |> telling commands }

let private known =
    { Name = "every command is one that the grammar knows, where both sides are"
      Faults =
        fun engine (pair: Pair) ->
            let commands = commands engine pair.RunningText pair.IntendedText

            let isUnread (text: string) =
                text.Contains "some statement" || text.Contains "ospf"

            commands
            |> List.filter (fun command ->
                not (isKnown command || isUnread command.Text || isUnread command.Path.Identity))
            |> List.map (fun command -> $"[{command.Path.Identity}] {command.Text}") }

let private readAsMeant =
    { Name = "the commands' text says each command in its context"
      Faults =
        fun engine (pair: Pair) ->
            let commands = commands engine pair.RunningText pair.IntendedText
            let lines = (Outline.Of(Document.Parse(textOf commands))).Lines |> List.ofSeq

            let isSaid (command: Command) =
                lines
                |> List.exists (fun line ->
                    line.Text = command.Text && line.Path.Identity = command.Path.Identity)

            commands
            |> List.filter (isSaid >> not)
            |> List.map (fun command -> $"not said in [{command.Path.Identity}]: {command.Text}")
            |> telling commands }

let ofPairs =
    [ reaches; rollsBack; silent; settles; small; purposeful; known; readAsMeant ]

let private others =
    """hostname somebody
log syslog debugging
debug zebra events
ip route 10.9.0.0/16 10.0.0.9
access-list 7 seq 5 permit 10.0.0.0/8
bgp community-list standard theirs seq 5 permit 65000:1
interface eth9
 description theirs
 ip address 10.0.0.8/24
exit
router ospf
 network 10.0.0.0/8 area 0
exit
vrf green
 ip route 10.8.0.0/16 10.0.0.9
exit-vrf
some statement of tomorrow
line vty
 exec-timeout 0 0
exit
"""

/// What the product does not write stays as it is, wherever it stands.
let private untouched =
    { Name = "what others wrote in sections of their own changes no command"
      Faults =
        fun engine (pair: Pair) ->
            let plan running =
                engine.Commands Ownership.Default (Document.Parse running) (Document.Parse pair.IntendedText)

            let alone, beside = plan pair.RunningText, plan (pair.RunningText + others)

            if textOf alone = textOf beside then
                []
            else
                [ "--- alone"; textOf alone; "--- beside others"; textOf beside ] }

let ofOwned = [ untouched ]

let tests =
    testList
        "remediation"
        [ yield! List.map (toTest (Law.cases / 2) Cases.pairs) ofPairs
          yield! List.map (toTest (Law.cases / 2) Cases.ownedPairs) ofOwned
          yield Sizes.tests ]
