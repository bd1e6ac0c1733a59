/// How a law is run: so many cases, from a seed that is printed, and the smallest counterexample when it fails.
module FrrK8s.Properties.Law

open System
open Expecto
open FsCheck
open FsCheck.FSharp

/// Cases for each law: `make prove CASES=n` sets it.
let cases =
    match Int32.TryParse(Environment.GetEnvironmentVariable "PROVE_CASES") with
    | true, count when count > 0 -> count
    | _ -> 1000

/// `PROVE_SEED=a,b` repeats a run. A build server gives the same answer for the same source; exploring is for `make prove`.
let seed =
    match
        (Environment.GetEnvironmentVariable "PROVE_SEED"
         |> Option.ofObj
         |> Option.defaultValue "")
            .Split
            ','
    with
    | [| a; b |] -> Rnd(UInt64.Parse a, UInt64.Parse b)
    | _ when Environment.GetEnvironmentVariable "CI" = "true" -> Rnd 1UL
    | _ -> Rnd(uint64 (Random.Shared.NextInt64()))

let private config count =
    Config.QuickThrowOnFailure
        .WithMaxTest(count)
        .WithReplay(Some { Rnd = seed; Size = None })
        .WithQuietOnSuccess(true)

let check count (property: Property) = Check.One(config count, property)

/// A law about sets of manifests.
let law name (holds: Manifests.Manifests -> bool) =
    test name { Prop.forAll Shrink.arbitrary holds |> check cases }

/// A law about anything that has a generator.
let lawFor name (generator: Gen<'value>) (holds: 'value -> bool) =
    test name { Prop.forAll (Arb.fromGen generator) holds |> check cases }
