/// The one door into the rules for C#: select, accept, merge, render.
namespace FrrK8s.Rules

open System.Collections.Generic
open System.Text.Json

/// Pure: no I/O, no clock, no randomness. The same input gives the same output, whatever the order of the objects.
[<AbstractClass; Sealed>]
type Engine =
    /// Selects, accepts, merges and renders the configuration of one node.
    /// Nothing in `input` makes this fail: what is wrong is in the reports of the objects.
    static member Compile(input: NodeInput) : NodeResult =
        let secrets = Dictionary<struct (string * string), SecretInput>()

        for secret in input.Secrets do
            secrets[struct (secret.Namespace, secret.Name)] <- secret

        let tryLabel (key: string) =
            match input.NodeLabels.TryGetValue key with
            | true, value -> Some value
            | _ -> None

        let read json =
            Reading.read (Reading.findSecret secrets) tryLabel json

        let readings =
            Reading.byName input.Configurations
            |> List.map (fun (name, versions) ->
                match versions with
                | [ json ] -> name, json, read json
                | several ->
                    let json = List.head several
                    let readings = several |> List.map read

                    let isForOthers =
                        readings |> List.forall (fun (reading, _) -> reading.IsNotForThisNode)

                    name,
                    json,
                    (if isForOthers then
                         NotForThisNode, []
                     else
                         Unreadable, [ Reading.definedTwice ]))

        let candidates =
            readings
            |> List.choose (fun (_, _, (reading, _)) ->
                match reading with
                | Readable candidate -> Some candidate
                | NotForThisNode
                | Unreadable -> None)

        let refusedByFrr = input.RefusedByFrr |> Seq.groupBy _.Object |> Map.ofSeq

        let isRefusedByFrr (candidate: Candidate) =
            refusedByFrr.ContainsKey(string candidate.Object)

        let acceptance =
            candidates
            |> List.filter (isRefusedByFrr >> not)
            |> Accept.accept MergeRules.all

        let refusals =
            acceptance.Refusals
            |> List.map (fun refusal -> refusal.Refused.Object, refusal)
            |> Map.ofList

        let reports =
            [| for name, json, (reading, findings) in readings do
                   let warnings = Reading.severity Warning findings

                   match reading, refusals.TryFind name with
                   | NotForThisNode, _ -> Reading.report json Verdict.NotSelected [] []
                   | Unreadable, _ ->
                       Reading.report json Verdict.Refused (Reading.severity Error findings) warnings
                   | Readable candidate, _ when isRefusedByFrr candidate ->
                       let problems =
                           refusedByFrr[string candidate.Object] |> Seq.map Reports.ofFrr |> List.ofSeq

                       Reading.report json Verdict.Refused problems warnings
                   | Readable _, None -> Reading.report json Verdict.Accepted [] warnings
                   | Readable candidate, Some refusal ->
                       let problems =
                           List.map (Reports.ofConflict name) refusal.Conflicts
                           @ List.map (Reports.ofUnmet candidate) refusal.Unmet

                       Reading.report json Verdict.Refused problems warnings |]

        let node =
            acceptance.Admitted
            |> List.collect (fun candidate -> candidate.Parts |> List.map (fun part -> part.Config))
            |> Merge.merge MergeRules.all

        let provenance = Provenance acceptance.Admitted

        // The lines about one neighbor share their place.
        let neighborTexts = Dictionary<Place, string>(HashIdentity.Reference)

        let neighborText place =
            match neighborTexts.TryGetValue place with
            | true, text -> text
            | _ ->
                let text = Merged.neighborText place
                neighborTexts[place] <- text
                text

        let lines =
            [| for line in Render.lines (Reading.settings input) node ->
                   let isRaw = line.Cells |> List.exists (fun cell -> cell.Rule = "M-3")

                   RenderedLine(
                       line.Text,
                       neighborText line.About,
                       isRaw,
                       (fun () -> provenance.Infos line.Cells)
                   ) |]

        let frozen =
            input.Policy = ConflictPolicy.Freeze
            && reports |> Array.exists (fun report -> report.Verdict = Verdict.Refused)

        NodeResult(reports, frozen, lines, lazy (Merged.facts provenance node))

    /// Why a text is not a prefix for `AlwaysBlock`; null when it is one.
    static member CheckAlwaysBlock(prefix: string) : string | null =
        match Prefix.tryParse prefix with
        | Some _ -> null
        | None -> "a prefix is an IPv4 or IPv6 address, `/` and a length, for example `192.0.2.0/24`"

    /// Reads one object by itself, whatever nodes it selects. Total: what is wrong stands in the result.
    static member Declare(configuration: JsonElement) : Declaration = Declarations.read configuration

    /// What is said when `own` claims another value for a cell than others do, whose claims of it these are; null when there is no claim.
    static member Contradiction(own: Declaration, cell: Cell, others: DeclaredClaim seq) : Problem | null =
        Joining.contradiction own cell others |> Option.toObj

    /// Those that a node admits which all of them select. The result does not depend on the order.
    static member Admit(declarations: Declaration seq) : IReadOnlyList<Declaration> =
        Joining.admitted declarations

    /// What is said of an entry of `Needs` that nobody meets; null when it is none.
    static member Unmet(declaration: Declaration, need: string) : Problem | null =
        Joining.unmet declaration need |> Option.toObj

    /// The neighbors, as people call them, whose graceful restart two versions of an object ask for differently.
    static member GracefulRestartChanges(older: Declaration, newer: Declaration) : IReadOnlyList<string> =
        Joining.restartChanges older newer
