/// Everything that is proven without FRR: the laws of the rules, and the specification run case by case. With `frr` as
/// the first argument it is the laws on real FRR instead.
module FrrK8s.Properties.Program

open Expecto

let private repeats =
    $"PROVE_SEED={Law.seed.Seed},{Law.seed.Gamma} repeats this run"

let private onFrr arguments =
    for line in FrrLaws.plan do
        printfn $"{line}"

    printfn $"{repeats}"

    try
        runTestsWithCLIArgs [] arguments FrrLaws.tests
    finally
        FrrLaws.finish ()

[<EntryPoint>]
let main arguments =
    match List.ofArray arguments with
    | "frr" :: others -> onFrr (Array.ofList others)
    | _ ->
        printfn $"{Law.cases} cases a law; {repeats}"
        runTestsWithCLIArgs [] arguments (testList "rules" [ Spec.tests; Laws.tests ])
