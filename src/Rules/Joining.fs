/// Declarations of several objects together: where they contradict each other, and which of them a node admits.
namespace FrrK8s.Rules

open System.Collections.Generic

module internal Joining =
    /// What `own` says of a cell against what others say of it.
    let contradiction (own: Declaration) (cell: Cell) (others: DeclaredClaim seq) =
        let sides =
            [ for claim in own.Claims do
                  if claim.Cell = cell then
                      yield! claim.Statements
              for claim in others do
                  yield! claim.Statements ]

        match own.Candidate, sides with
        | Some candidate, (first, _) :: _ ->
            Reports.ofConflict
                candidate.Object
                { Cell = cell
                  Field = first.Field
                  Sides = sides }
            |> Some
        | _ -> None

    let admitted (declarations: Declaration seq) =
        let byName = Dictionary<ObjectName, Declaration>()

        for declaration in declarations do
            for candidate in Option.toList declaration.Candidate do
                byName[candidate.Object] <- declaration

        let acceptance =
            byName.Values
            |> Seq.choose _.Candidate
            |> List.ofSeq
            |> Accept.accept MergeRules.all

        [| for candidate in acceptance.Admitted -> byName[candidate.Object] |]

    let unmet (declaration: Declaration) (need: string) =
        match declaration.Candidate with
        | None -> None
        | Some candidate ->
            Seq.allPairs Requirement.all candidate.Parts
            |> Seq.tryPick (fun (requirement, part) ->
                requirement.Needs part.Config
                |> List.tryFind (fun place -> $"{requirement.Id} {place}" = need)
                |> Option.map (fun place -> Reports.ofUnmet candidate (requirement, place)))

    /// Neighbors that both objects have and whose graceful restart differs.
    let restartChanges (older: Declaration) (newer: Declaration) =
        let neighbors (declaration: Declaration) =
            [ for candidate in Option.toList declaration.Candidate do
                  for part in candidate.Parts do
                      for KeyValue(vrf, router) in part.Config.Routers do
                          for KeyValue(key, neighbor) in router.Neighbors ->
                              NeighborPlace(vrf, key), neighbor.GracefulRestart ]
            |> List.groupBy fst
            |> List.map (fun (place, found) -> place, found |> List.exists snd)
            |> Map.ofList

        let before = neighbors older

        [| for KeyValue(place, now) in neighbors newer do
               if before.TryFind place = Some(not now) then
                   Merged.neighborText place |]
