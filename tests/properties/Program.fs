/// Everything that is proven without FRR: the laws of the rules. With `frr` as first argument, the laws on real FRR instead.
module FrrK8s.Properties.Program

open Expecto

let private laws =
    [ for merging in MergeLaws.all @ AcceptanceLaws.all ->
          Law.law merging.Name (fun manifests ->
              merging.Holds FrrK8s.Rules.MergeRules.all (Subject.candidates manifests)) ]

let private repeats =
    $"PROVE_SEED={Law.seed.Seed},{Law.seed.Gamma} repeats this run"

let private withoutFrr arguments =
    printfn $"{Law.cases} cases a law; {repeats}"

    runTestsWithCLIArgs
        []
        arguments
        (testList
            "rules"
            [ Distribution.tests
              BoundaryDistribution.tests
              testList "laws" laws
              FieldLaws.tests
              VocabularyLaws.tests
              TextLaws.tests
              EffectLaws.tests
              Teeth.tests ])

let private onFrr arguments =
    match FrrLaws.missingProgram with
    | Some reason -> printfn $"every law on real FRR is skipped: {reason}"
    | None -> printfn $"{FrrLaws.cases} nodes on real FRR; {repeats}"

    try
        runTestsWithCLIArgs [] arguments FrrLaws.tests
    finally
        FrrLaws.finish ()

[<EntryPoint>]
let main arguments =
    match List.ofArray arguments with
    | "frr" :: others -> onFrr (Array.ofList others)
    | _ -> withoutFrr arguments
