/// The laws that only FRR can answer for: it takes what is rendered, all of it, as it is written, and stays as it is when told again.
/// The nodes are drawn and tried once; each law then looks at all trials.
module FrrK8s.Properties.FrrLaws

open System
open System.IO
open Expecto
open FsCheck.FSharp
open FrrK8s.Lab
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

let private unknown (entries: Known.Entry list) (result: Processes.CommandResult) =
    linesOf result.Output |> List.filter (Known.isAmong entries >> not)

let private missing trial =
    let running = Statement.ofText trial.Running

    [ for statement in Statement.ofText trial.Text do
          if not (running.Contains statement) then
              $"not in the running configuration: {statement}" ]

let private surplus trial =
    let rendered = Statement.ofText trial.Text

    [ for statement in Statement.ofText trial.Running do
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
              @ linesOf trial.Load.Error
              @ unknown Known.notices trial.Load }
      { Name = Bites.runs; Faults = missing }
      { Name = Bites.addsNothing
        Faults = surplus }
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
              if Known.isBeyondReload trial.Text then
                  []
              else
                  failure "frr-reload.py --test" trial.Reload
                  @ unknown Known.reloadTalk trial.Reload } ]

/// The smallest node that still breaks the law, as far as patience goes.
let private shrink bench (law: FrrLaw) node =
    let rec go left node =
        let tried =
            arbitrary.Shrinker node
            |> Seq.truncate left
            |> Seq.scan (fun (count, _) candidate -> count + 1, Some candidate) (0, None)
            |> Seq.tryPick (fun (count, candidate) ->
                candidate
                |> Option.filter (fun candidate -> not (law.Faults(ofNode bench candidate)).IsEmpty)
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

/// Why FRR cannot be had on this machine.
let missingProgram =
    let reload = "/usr/lib/frr/frr-reload.py"

    match Prerequisites.Missing() with
    | null when not (File.Exists reload) ->
        Some $"`{reload}` is not there; install it with `make setup` or `apt-get install frr-pythontools`"
    | null -> None
    | missing -> Some missing

/// One for all tests, as they run one after the other; `finish` takes it down.
let private bench = lazy (Bench.StartAsync().GetAwaiter().GetResult())

let private trials =
    lazy
        (Gen.sampleWithSeed Law.seed 50 cases nodes
         |> Array.map (fun node ->
             try
                 node, ofNode bench.Value node
             with :? Processes.CommandFailedException as error ->
                 failtest
                     $"{error.Message}\n\nThe node:\n{node}\n\nIts configuration:\n{(Node.compile node).Text}"))

let private hold (law: FrrLaw) () =
    let broken =
        trials.Value
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
            $"{broken.Length} of {cases} nodes break the law.\n{faults}\n\nThe first, {report bench.Value law index node}"

/// A text for each law that FRR 8.4 answers as the law forbids: a law that is silent here would prove nothing.
let private bite () =
    for law, text in Bites.all do
        let trial = ofText bench.Value text
        let faults = (all |> List.find (fun known -> known.Name = law)).Faults trial
        Expect.isNonEmpty faults $"`{law}` has nothing against\n{text}"

let tests =
    [ for name, run in
          [ for law in all do
                yield law.Name, hold law
            yield "each law notices a text that breaks it", bite ] ->
          testCase name (fun () ->
              match missingProgram with
              | Some reason -> skiptest reason
              | None -> run ()) ]
    |> testList "real FRR"
    |> testSequenced

/// Takes everything down.
let finish () =
    if bench.IsValueCreated then
        (bench.Value :> IAsyncDisposable).DisposeAsync().AsTask().Wait()
