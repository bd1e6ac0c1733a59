/// Merging: the facts that objects state, where they contradict each other, and the one configuration they make.
/// Everything here is a function of the set of parts.
namespace FrrK8s.Rules

/// A cell for which more than one value is claimed. `Sides` holds every claim.
[<NoEquality; NoComparison>]
type Conflict =
    { Cell: Cell
      Field: string
      Sides: (Fact * Part) list }

/// One side of a conflict, for people.
type Claim =
    { Object: ObjectName
      Path: string
      Value: string }

module Merge =
    /// The configuration that stands for all of them: their least upper bound. They must not be in conflict.
    let merge (book: RuleBook) (configs: NodeConfig list) =
        match configs with
        | [] -> NodeConfig.empty
        | _ -> Rule.joinAll book.Node book configs

    /// What a configuration states.
    let facts (book: RuleBook) scope config =
        Rule.factsOf book.Node book scope NodePlace config

    /// The place in the object where a part states a fact.
    let pathOf (fact: Fact) (part: Part) = part.PathOf fact.At fact.Field

    let claim (fact: Fact, part: Part) =
        { Object = part.Object
          Path = (pathOf fact part).ToString()
          Value = fact.Shown }

    /// Every fact that can contradict another, with the part that states it.
    let statements book (parts: Part list) =
        [ for part in parts do
              for fact in facts book Contestable part.Config -> fact, part ]

    /// The cells for which statements give more than one value.
    let contradictions (statements: (Fact * Part) list) =
        statements
        |> List.groupBy (fun (fact, _) -> fact.Cell)
        |> List.choose (fun (cell, sides) ->
            let first, _ = List.head sides

            if sides |> List.forall (fun (fact, _) -> fact.Value = first.Value) then
                None
            else
                Some
                    { Cell = cell
                      Field = first.Field
                      Sides = sides })

    /// Everything in which parts contradict each other.
    let conflicts book (parts: Part list) = contradictions (statements book parts)

    /// Secrets are told apart by number, never shown.
    let private numbered (facts: (Fact * Claim) list) =
        let values = facts |> List.map (fun (fact, _) -> fact.Value) |> List.distinct

        facts
        |> List.map (fun (fact, claim) ->
            if fact.IsSecret then
                { claim with
                    Value = $"*** ({1 + List.findIndex ((=) fact.Value) values})" }
            else
                claim)

    /// All sides, once each, in order.
    let claims (conflict: Conflict) =
        conflict.Sides
        |> List.map (fun (fact, part) -> fact, claim (fact, part))
        |> List.sortBy snd
        |> numbered
        |> List.distinct
