/// The laws that only FRR can answer for: it takes what is rendered, all of it, as it is written, and stays as it is when told again.
/// The nodes are drawn and tried once; each law then looks at all trials.
module FrrK8s.Properties.FrrLaws

open System
open System.IO
open Expecto
open FsCheck.FSharp
open FrrK8s.Lab
open FrrK8s.Lab.Frr
open FrrK8s.Properties.BoundaryNodes
open FrrK8s.Properties.Statement
open FrrK8s.Properties.Trial

/// Nodes to try: `PROVE_FRR_CASES=n` sets it.
let cases =
    match Int32.TryParse(Environment.GetEnvironmentVariable "PROVE_FRR_CASES") with
    | true, count when count > 0 -> count
    | _ -> 60

/// A smaller counterexample takes another trial each: so many at most.
let private patience = 150

/// A law gives what is wrong, line by line; nothing when it holds.
type FrrLaw =
    { Name: string
      Faults: Trial -> string list }

let private linesOf (text: string) =
    text.Split([| '\n'; '\r' |], StringSplitOptions.RemoveEmptyEntries)
    |> List.ofArray

let private failure what (result: Processes.CommandResult) =
    if result.ExitCode = 0 then
        []
    else
        $"{what} ended with {result.ExitCode}" :: linesOf (result.Error + result.Output)

let private unknown (entries: Known.Entry list) (text: string) =
    linesOf text |> List.filter (Known.isAmong entries >> not)

let private lost trial =
    let running = Statement.ofText (Known.inOurWords trial.Running)

    [ for statement in Statement.ofText trial.Text do
          if not (running.Contains statement) then
              $"not in the running configuration: {statement}" ]

let private surplus trial =
    let rendered = Statement.ofText trial.Text

    [ for statement in Statement.ofText (Known.inOurWords trial.Running) do
          let isOwned = statement.Context.IsEmpty && Known.isAmong Known.owned statement.Text

          if not (rendered.Contains statement || isOwned) then
              $"in the running configuration, not rendered: {statement}" ]

let all =
    [ { Name = Bites.parses
        Faults = fun trial -> failure "vtysh -C" trial.Check @ linesOf trial.Check.Error }
      { Name = Bites.isTaken
        Faults =
          fun trial ->
              failure "vtysh -f" trial.Load
              @ unknown (Known.noErrors trial.Release) trial.Load.Error
              @ unknown (Known.notices trial.Release) trial.Load.Output }
      { Name = Bites.runs; Faults = lost }
      { Name = Bites.addsNothing
        Faults = surplus }
      { Name = Bites.means
        Faults = fun trial -> Journey.differences trial.Text trial.Running }
      { Name = Bites.stays
        Faults =
          fun trial ->
              if trial.Running = trial.RunningAgain then
                  []
              else
                  let before, after =
                      Set.ofList (linesOf trial.Running), Set.ofList (linesOf trial.RunningAgain)

                  [ yield "the running configuration differs"
                    for line in before - after do
                        yield $"gone: {line}"
                    for line in after - before do
                        yield $"new: {line}" ] }
      { Name = Bites.converges
        Faults =
          fun trial ->
              match trial.Reload with
              | Some reload when not (Known.isBeyondReload trial.Text) ->
                  failure "frr-reload.py --test" reload @ unknown Known.reloadTalk reload.Output
              | _ -> [] } ]

/// FRR 10 writes some statements otherwise than it is told them, and a comparison of texts would call them lost.
let private lawsOf (release: FrrRelease) =
    if release = FrrRelease.Unpacked then
        let textual = [ Bites.parses; Bites.isTaken; Bites.means; Bites.stays ]
        all |> List.filter (fun law -> List.contains law.Name textual)
    else
        all

let private isBroken (bench: Bench) (law: FrrLaw) node =
    not (law.Faults(ofNode bench node)).IsEmpty

/// The smallest node that still breaks the law, as far as patience goes.
let private shrink bench (law: FrrLaw) node =
    let rec go left node =
        let tried =
            arbitrary.Shrinker node
            |> Seq.truncate left
            |> Seq.scan (fun (count, _) candidate -> count + 1, Some candidate) (0, None)
            |> Seq.tryPick (fun (count, candidate) ->
                candidate
                |> Option.filter (isBroken bench law)
                |> Option.map (fun candidate -> count, candidate))

        match tried with
        | Some(count, smallerNode) when left > count -> go (left - count) smallerNode
        | Some(_, smallerNode) -> smallerNode
        | None -> node

    go patience node

let private report bench (law: FrrLaw) index node =
    let small = shrink bench law node
    let trial = ofNode bench small
    let faults = law.Faults trial |> String.concat "\n"

    $"node {index + 1} of {cases}; PROVE_FRR_CASES={cases} PROVE_SEED={Law.seed.Seed},{Law.seed.Gamma} repeats it.\n{faults}\n\nThe node, made smaller:\n{small}\n\nIts configuration:\n{trial.Text}"

/// A release, its bench and what became of all nodes there. `finish` takes the bench down.
type private Side =
    { Release: FrrRelease
      Bench: Lazy<Bench>
      Trials: Lazy<(Node * Trial) array>
      Journeys: Lazy<Journey.Journey array> }

let private draw () =
    Gen.sampleWithSeed Law.seed 50 cases nodes

let private side release =
    let bench = lazy (Bench.StartAsync(release).GetAwaiter().GetResult())

    let attempt node =
        try
            node, ofNode bench.Value node
        with :? Processes.CommandFailedException as error ->
            failtest $"{error.Message}\n\nThe node:\n{node}\n\nIts configuration:\n{(Node.compile node).Text}"

    let texts () =
        draw () |> Array.map (fun node -> (Node.compile node).Text)

    { Release = release
      Bench = bench
      Trials = lazy (draw () |> Array.map attempt)
      Journeys =
        lazy
            (let pairs =
                texts () |> Array.chunkBySize 2 |> Array.filter (fun pair -> pair.Length = 2)

             let beyond, tried =
                 pairs
                 |> Array.partition (fun pair ->
                     Known.isBeyondJourney release pair[0] pair[1]
                     || Known.isBeyondJourney release pair[1] pair[0])

             if beyond.Length > 0 then
                 printfn
                     $"{beyond.Length} of {pairs.Length} journeys are not made on FRR {release.Name}: another AS number for a router that others import from"

             tried |> Array.map (fun pair -> Journey.make bench.Value id pair[0] pair[1])) }

/// One for all tests, as they run one after the other.
let private sides = [ side FrrRelease.Installed; side FrrRelease.Unpacked ]

/// Why a release cannot be had on this machine.
let private missing (release: FrrRelease) =
    match Prerequisites.Missing release, release.ReloadScript with
    | null, null -> None
    | null, script when not (File.Exists script) ->
        Some $"`{script}` is not there; install it with `make setup` or `apt-get install frr-pythontools`"
    | null, _ -> None
    | reason, _ -> Some reason

/// What will be tried, a line for each release.
let plan =
    [ for side in sides ->
          match missing side.Release with
          | Some reason -> $"every law on real FRR {side.Release.Name} is skipped: {reason}"
          | None -> $"{cases} nodes on real FRR {side.Release.Name}" ]

let private hold side (law: FrrLaw) () =
    let broken =
        side.Trials.Value
        |> Array.indexed
        |> Array.filter (fun (_, (_, trial)) -> not (law.Faults trial).IsEmpty)

    match List.ofArray broken with
    | [] -> ()
    | (index, (node, _)) :: _ ->
        let faults =
            broken
            |> Seq.collect (fun (index, (_, trial)) ->
                law.Faults trial
                |> Seq.truncate 4
                |> Seq.map (fun fault -> $"node {index + 1}: {fault}"))
            |> Seq.truncate 40
            |> String.concat "\n"

        failtest
            $"{broken.Length} of {cases} nodes break the law.\n{faults}\n\nThe first, {report side.Bench.Value law index node}"

let private travel side (law: Journey.JourneyLaw) () =
    let broken =
        side.Journeys.Value
        |> Array.indexed
        |> Array.choose (fun (index, journey) ->
            match law.Faults journey with
            | [] -> None
            | faults -> Some(index, journey, faults))

    if broken.Length > 0 then
        let index, journey, faults =
            broken |> Array.minBy (fun (_, journey, _) -> journey.Commands.Length)

        let told = String.concat "\n" faults

        failtest
            $"{broken.Length} of {side.Journeys.Value.Length} journeys break the law; number {index + 1}, PROVE_SEED={Law.seed.Seed},{Law.seed.Gamma}:\n{told}\n\nFrom:\n{journey.From}\n\nTo:\n{journey.To}\n\nThe commands:\n{journey.Commands}\n\nBack:\n{journey.Rollback}"

/// Commands that lack their last line lead elsewhere.
let private stray side () =
    let from, towards =
        "ip prefix-list a seq 5 permit any\n", "ip prefix-list a seq 5 permit 10.0.0.0/8\n"

    let journey =
        Journey.make side.Bench.Value (fun _ -> "ip prefix-list a seq 6 deny any\n") from towards

    Expect.isNonEmpty (Journey.leads.Faults journey) "other commands lead elsewhere"

/// A text for each law that FRR answers as the law forbids: a law that is silent here would prove nothing.
let private bite side () =
    for law, text in Bites.all side.Release do
        let trial = ofText side.Bench.Value text
        let faults = (all |> List.find (fun known -> known.Name = law)).Faults trial
        Expect.isNonEmpty faults $"`{law}` has nothing against\n{text}"

let private testsOf side =
    [ for name, run in
          [ for law in lawsOf side.Release do
                yield law.Name, hold side law
            for law in Journey.all do
                yield law.Name, travel side law
            yield "each law notices a text that breaks it", bite side
            yield "the laws notice commands that lead elsewhere", stray side ] ->
          testCase name (fun () ->
              match missing side.Release with
              | Some reason -> skiptest reason
              | None -> run ()) ]
    |> testList $"real FRR {side.Release.Name}"

let tests = sides |> List.map testsOf |> testList "FRR" |> testSequenced

/// Takes everything down.
let finish () =
    for side in sides do
        if side.Bench.IsValueCreated then
            (side.Bench.Value :> IAsyncDisposable).DisposeAsync().AsTask().Wait()
