/// Acceptance: a bad object changes nothing, and stops nobody.
module FrrK8s.Properties.AcceptanceLaws

open System
open FrrK8s.Rules
open FrrK8s.Properties.MergeLaws
open FrrK8s.Properties.Subject

let private unmet (accepted: Candidate list) (candidate: Candidate) =
    let met requirement =
        accepted
        |> List.collect (fun other -> other.Parts |> List.collect (fun part -> requirement.Meets part.Config))

    Requirement.all
    |> List.exists (fun requirement ->
        candidate.Parts
        |> List.collect (fun part -> requirement.Needs part.Config)
        |> List.exists (fun place -> not (List.contains place (met requirement))))

let private contradicts accepted candidate =
    not (Merge.conflicts MergeRules.all (parts (candidate :: accepted))).IsEmpty

/// Made the youngest of all.
let private asYoungest (candidate: Candidate) =
    { candidate with
        Created = DateTimeOffset.MaxValue }

/// Slow and obvious: try the objects one by one, oldest first, against everything admitted; start over while one that
/// was left waiting can be admitted.
let private naive (candidates: Candidate list) =
    let fits accepted candidate =
        not (contradicts accepted candidate)
        && not (unmet (candidate :: accepted) candidate)

    let rec settle accepted waiting =
        match waiting |> List.tryFind (fits accepted) with
        | Some next ->
            settle (next :: accepted) (waiting |> List.filter (fun other -> other.Object <> next.Object))
        | None -> accepted

    candidates
    |> List.sortBy (fun candidate -> candidate.Created, candidate.Object)
    |> List.fold
        (fun (accepted, seen) candidate -> settle accepted (seen @ [ candidate ]), seen @ [ candidate ])
        ([], [])
    |> fst

let all =
    [ { Name = "the admitted set does not depend on the order of the list"
        Holds =
          fun book candidates ->
              let accepted = names (admitted book candidates)

              otherOrders candidates
              |> List.forall (fun other -> names (admitted book other) = accepted) }

      { Name =
          "every refused object contradicts admitted ones, or itself, or needs what no admitted one brings"
        Holds =
          fun book candidates ->
              let accepted = admitted book candidates
              let kept = names accepted

              candidates
              |> List.filter (fun candidate -> not (kept.Contains candidate.Object))
              |> List.forall (fun refused ->
                  contradicts accepted refused || unmet (refused :: accepted) refused) }

      { Name = "what the admitted objects need is there"
        Holds =
          fun book candidates ->
              let accepted = admitted book candidates
              accepted |> List.forall (fun candidate -> not (unmet accepted candidate)) }

      { Name = "a younger object never evicts an older one"
        Holds =
          fun book candidates ->
              match candidates with
              | [] -> true
              | youngest :: others ->
                  let before = names (admitted book others)
                  let after = names (admitted book (asYoungest youngest :: others))
                  Set.isSubset before after }

      { Name = "acceptance is what trying the objects one by one gives"
        Holds = fun book candidates -> names (admitted book candidates) = names (naive candidates) } ]
