/// A generator that draws only the easy cases proves nothing: how often the interesting ones come up.
module FrrK8s.Properties.Distribution

open Expecto
open FsCheck.FSharp
open FrrK8s.Rules

let private share (samples: Candidate list array) isInteresting =
    let hits = samples |> Array.filter isInteresting |> Array.length
    100 * hits / samples.Length

let tests =
    test "the interesting cases are drawn often enough" {
        let samples =
            Gen.sampleWithSize 50 1000 Manifests.manifests |> Array.map Subject.candidates

        let admitted candidates =
            Subject.admitted MergeRules.all candidates

        let shares =
            [ "two objects and more are admitted", 30, (fun candidates -> (admitted candidates).Length >= 2)
              "an object is refused", 20, (fun candidates -> (admitted candidates).Length < candidates.Length)
              "two admitted objects speak of one neighbor",
              15,
              (fun candidates ->
                  admitted candidates
                  |> List.collect (fun candidate ->
                      candidate.Parts
                      |> List.collect (fun part ->
                          [ for KeyValue(vrf, router) in part.Config.Routers do
                                for KeyValue(key, _) in router.Neighbors -> vrf, key ])
                      |> List.distinct)
                  |> List.countBy id
                  |> List.exists (fun (_, count) -> count >= 2))
              "there is nothing at all", 2, List.isEmpty ]

        for name, least, isInteresting in shares do
            Expect.isGreaterThanOrEqual
                (share samples isInteresting)
                least
                $"percent of the samples in which {name}"
    }
