/// All laws that need no FRR, and the check that the specification lists them: a property that is verified is one that people can read about.
module FrrK8s.Properties.Laws

open System.IO
open Expecto
open FrrK8s.Properties.Specification

let private algebra =
    [ for merging in MergeLaws.all @ AcceptanceLaws.all ->
          Law.law merging.Name (fun manifests ->
              merging.Holds FrrK8s.Rules.MergeRules.all (Subject.candidates manifests)) ]

let private laws =
    testList
        "laws"
        [ testList "merge" algebra
          FieldLaws.tests
          VocabularyLaws.tests
          TextLaws.tests
          SelectionLaws.tests
          AdmissionLaws.tests
          EffectLaws.tests
          Teeth.tests
          ParserLaws.tests ]

/// The first cells of the table of verified properties.
let private listed () =
    File.ReadAllLines(Path.Combine(Documents.folder, "README.md"))
    |> Seq.skipWhile (fun line -> not (line.StartsWith "| law |"))
    |> Seq.skip 2
    |> Seq.takeWhile (fun line -> line.StartsWith '|')
    |> Seq.map (fun line -> line.Split '|' |> Array.item 1 |> _.Trim())
    |> Seq.sort
    |> List.ofSeq

let private namesOf test =
    Expecto.Test.toTestCodeList test |> Seq.map (fun test -> List.last test.name)

/// A law on FRR is one law, on however many releases.
let private proven =
    Seq.append (namesOf laws) (namesOf FrrLaws.tests |> Seq.distinct)
    |> Seq.sort
    |> List.ofSeq

let private table =
    test "the specification lists every law, and no other" {
        Expect.equal (listed ()) proven "the names of the laws"
    }

let tests =
    testList
        "proofs"
        [ Distribution.tests
          BoundaryDistribution.tests
          ParserDistribution.tests
          SchemaAgreement.tests
          SelectionLaws.distribution
          AdmissionLaws.distribution
          laws
          table ]
