/// The laws have teeth: whichever rule's combiner is replaced by a wrong one, some law notices.
module FrrK8s.Properties.Teeth

open Expecto
open FsCheck.FSharp
open FrrK8s.Rules

let private silent (rule: Rule<'record>) : Rule<'record> =
    { rule with
        Facts =
            fun book scope place record ->
                match scope with
                | Contestable -> []
                | Everything -> rule.Facts book scope place record }

let private firstWins (rule: Rule<'record>) =
    { silent rule with
        Join = fun book records joined -> rule.Join book [ List.head records ] joined }

let private lastWins (rule: Rule<'record>) =
    { silent rule with
        Join = fun book records joined -> rule.Join book [ List.last records ] joined }

let private drop (rule: Rule<'record>) =
    { silent rule with
        Join = fun book _ joined -> rule.Join book [] joined }

/// A field that is never unset cannot be dropped. A condition merges nothing: the one way to get it wrong is not to look.
let private wrongs (rule: Rule<'record>) =
    match rule.Combiner with
    | "exclusive" -> [ "ignored", silent rule ]
    // `unicast` is the one thing that can be said: whoever says it first says all.
    | _ when rule.Field = "advertisePrefixes" -> [ "drop", drop rule ]
    | "agree" -> [ "first wins", firstWins rule; "last wins", lastWins rule ]
    | _ -> [ "first wins", firstWins rule; "last wins", lastWins rule; "drop", drop rule ]

let private spoil (rules: Rule<'record> list) (put: Rule<'record> list -> RuleBook) =
    [ for index, rule in List.indexed rules do
          for how, wrong in wrongs rule ->
              $"{rule.Id} {rule.Field}: {how}", put (List.updateAt index wrong rules) ]

let private spoiledBooks =
    let book = MergeRules.all

    List.concat
        [ spoil book.Node (fun rules -> { book with Node = rules })
          spoil book.Profile (fun rules -> { book with Profile = rules })
          spoil book.Router (fun rules -> { book with Router = rules })
          spoil book.Neighbor (fun rules -> { book with Neighbor = rules })
          spoil book.Evpn (fun rules -> { book with Evpn = rules })
          spoil book.VniProperties (fun rules -> { book with VniProperties = rules })
          spoil book.L3Vni (fun rules -> { book with L3Vni = rules }) ]

/// Samples are drawn when the ones before were not enough; the larger sets, which notice more, come first in each batch.
let private batches =
    Seq.init 20 (fun _ ->
        lazy
            (Gen.sampleWithSize 50 400 Manifests.manifests
             |> Array.map Subject.candidates
             |> Array.sortByDescending (fun candidates -> (Subject.parts candidates).Length)))
    |> Seq.cache

let private laws = MergeLaws.all @ AcceptanceLaws.all

let private isNoticed book =
    batches
    |> Seq.exists (fun batch ->
        batch.Value
        |> Array.exists (fun candidates -> laws |> List.exists (fun law -> not (law.Holds book candidates))))

let tests =
    test "a wrong combiner in any rule breaks some law" {
        let unnoticed =
            spoiledBooks
            |> List.filter (fun (_, book) -> not (isNoticed book))
            |> List.map fst

        printfn
            $"teeth: {spoiledBooks.Length - unnoticed.Length} of {spoiledBooks.Length} wrong combiners noticed"

        Expect.isEmpty unnoticed "every wrong combiner is noticed"
    }
