/// Everything that is proven without FRR: the laws of the rules, and the specification run case by case.
module FrrK8s.Properties.Program

open Expecto

[<EntryPoint>]
let main arguments =
    printfn $"{Law.cases} cases a law; PROVE_SEED={Law.seed.Seed},{Law.seed.Gamma} repeats this run"
    runTestsWithCLIArgs [] arguments (testList "rules" [ Spec.tests; Laws.tests ])
