/// The algebra. Each law holds for a book of rules; the rules in force satisfy all of them, a wrong book does not.
module FrrK8s.Properties.MergeLaws

open FrrK8s.Rules
open FrrK8s.Properties.Subject

type MergeLaw =
    { Name: string
      Holds: RuleBook -> Candidate list -> bool }

let private admittedMerged book candidates =
    let accepted = admitted book candidates
    accepted, merged book accepted

let private conflictSides book parts =
    Merge.conflicts book parts
    |> List.map (fun conflict -> conflict.Cell, Merge.claims conflict)
    |> Set.ofList

let all =
    [ { Name = "order: merge (reverse xs) = merge xs"
        Holds =
          fun book candidates ->
              let accepted, whole = admittedMerged book candidates
              otherOrders accepted |> List.forall (fun other -> merged book other = whole) }

      { Name = "duplicates: merge (xs @ xs) = merge xs"
        Holds =
          fun book candidates ->
              let accepted, whole = admittedMerged book candidates
              merged book (accepted @ accepted) = whole }

      { Name = "identity: merge (xs @ [empty]) = merge xs"
        Holds =
          fun book candidates ->
              let accepted, whole = admittedMerged book candidates
              Merge.merge book (configs accepted @ [ NodeConfig.empty ]) = whole }

      { Name = "parts then whole: merge [merge xs; merge ys] = merge (xs @ ys)"
        Holds =
          fun book candidates ->
              let accepted, whole = admittedMerged book candidates
              let xs, ys = List.splitAt (accepted.Length / 2) accepted
              Merge.merge book [ merged book xs; merged book ys ] = whole }

      { Name = "every merged value has a claim"
        Holds =
          fun book candidates ->
              let accepted, whole = admittedMerged book candidates
              Set.isSubset (facts whole) (factsOfAll (configs accepted)) }

      { Name = "every claim of an accepted object is in the result"
        Holds =
          fun book candidates ->
              let accepted, whole = admittedMerged book candidates
              let result = facts whole
              factsOfAll (configs accepted) |> Set.forall (isCoveredBy result) }

      { Name = "more objects never take anything away"
        Holds =
          fun book candidates ->
              let accepted, whole = admittedMerged book candidates
              let fewer = accepted |> List.truncate (accepted.Length / 2)
              facts (merged book fewer) |> Set.forall (isCoveredBy (facts whole)) }

      { Name = "receive `all` absorbs every list"
        Holds =
          fun book candidates ->
              let accepted, whole = admittedMerged book candidates

              let saysAll vrf key =
                  configs accepted
                  |> List.exists (fun config ->
                      config.Routers
                      |> Map.tryFind vrf
                      |> Option.bind (fun router -> router.Neighbors.TryFind key)
                      |> Option.exists (fun neighbor -> neighbor.Receive.IsAll))

              whole.Routers
              |> Map.forall (fun vrf router ->
                  router.Neighbors
                  |> Map.forall (fun key neighbor -> neighbor.Receive.IsAll = saysAll vrf key)) }

      { Name = "the admitted objects contradict each other nowhere"
        Holds =
          fun book candidates ->
              let accepted = admitted book candidates
              (Merge.conflicts MergeRules.all (parts accepted)).IsEmpty }

      { Name = "conflicts do not depend on order"
        Holds =
          fun book candidates ->
              let all = parts candidates
              let sides = conflictSides book all
              otherOrders all |> List.forall (fun other -> conflictSides book other = sides) }

      { Name = "a conflict names every object that says anything about the matter"
        Holds =
          fun book candidates ->
              Merge.conflicts book (parts candidates)
              |> List.forall (fun conflict ->
                  let named = conflict.Sides |> List.map (fun (_, part) -> part.Object) |> Set.ofList

                  let speaking =
                      parts candidates
                      |> List.filter (fun part ->
                          Merge.facts book Contestable part.Config
                          |> Seq.exists (fun fact -> fact.Cell = conflict.Cell))
                      |> List.map _.Object
                      |> Set.ofList

                  named = speaking) } ]
