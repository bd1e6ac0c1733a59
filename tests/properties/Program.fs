/// Everything that is proven without FRR: the laws of the rules, and the specification run case by case.
module FrrK8s.Properties.Program

open Expecto

[<EntryPoint>]
let main arguments =
    runTestsWithCLIArgs [] arguments (testList "rules" [])
