/// Everything that is proven without FRR: the laws of the rules, and the specification run case by case.
module FrrK8s.Properties.Program

open Expecto

let private laws =
    [ for merging in MergeLaws.all @ AcceptanceLaws.all ->
          Law.law merging.Name (fun manifests ->
              merging.Holds FrrK8s.Rules.MergeRules.all (Subject.candidates manifests)) ]

[<EntryPoint>]
let main arguments =
    printfn $"{Law.cases} cases a law; PROVE_SEED={Law.seed.Seed},{Law.seed.Gamma} repeats this run"

    runTestsWithCLIArgs
        []
        arguments
        (testList
            "rules"
            [ Distribution.tests
              testList "laws" laws
              FieldLaws.tests
              VocabularyLaws.tests
              TextLaws.tests
              Teeth.tests ])
