/// The contract of the blocks has teeth: a document that breaks it is a failure, not a case that is skipped.
module FrrK8s.Properties.Specification.Faults

open Expecto

let private messages (text: string) =
    let _, _, faults = Case.read text
    faults |> List.map _.Message

let private fence (info: string) = $"```{info}\n```\n"

let private refuses name text expected =
    testCase name (fun () -> Expect.equal (messages text) [ expected ] "the one fault")

let private declared = fence "yaml declares a"

let tests =
    testList
        "a faulty document fails"
        [ refuses
              "a block with unknown words"
              ("## M-1 T\n" + declared + fence "frr renders" + fence "frr render")
              "unknown role `frr render`"
          refuses "a case that expects nothing" ("## M-1 T\n" + declared) "the case `T` expects nothing"
          refuses
              "a further case that expects nothing"
              ("## M-1 T\n" + declared + fence "frr renders" + "### more\n" + declared)
              "the case `T: more` expects nothing"
          refuses
              "a further case without blocks"
              ("## M-1 T\n" + declared + fence "frr renders" + "### more\n")
              "the case `T: more` has no blocks"
          refuses "an id without a case" "## M-1 T\n\nprose\n" "M-1 has no case"
          refuses
              "an id that is there twice"
              ("## M-1 T\n" + fence "frr renders" + "## M-1 U\n" + fence "frr renders")
              "M-1 is there twice"
          refuses
              "a block outside of all cases"
              ("# Chapter\n" + fence "frr renders")
              "a fence that belongs to no case"
          refuses
              "a block after the section of its case"
              ("## M-1 T\n" + fence "frr renders" + "## Chapter\n" + fence "frr renders")
              "a fence that belongs to no case"
          refuses
              "one demand twice"
              ("## M-1 T\n" + fence "frr renders" + fence "frr renders")
              "`T` has a block twice"
          refuses "a fence that is never closed" "## M-1 T\n```frr renders\n" "the fence is never closed"
          refuses
              "two cases of one name"
              ("## M-1 T\n" + "### c\n" + fence "frr renders" + "### c\n" + fence "frr renders")
              "two cases are called `M-1 T: c`"
          refuses
              "a text that is compared with nothing"
              ("## D-1 T\n" + fence "frr intended")
              "the case `T` compares one text with nothing"
          refuses
              "a text that is only read"
              ("## S-1 T\n" + fence "frr parses")
              "the case `T` expects nothing"
          testCase "two texts are a case of their own" (fun () ->
              Expect.isEmpty
                  (messages ("## D-1 T\n" + fence "frr intended" + fence "frr running"))
                  "they differ in nothing")
          testCase "a table is replaced and nothing else" (fun () ->
              Expect.equal
                  (Markdown.replaceTable "T" [ [ "new" ] ] "# S\n|x|\n# T\n| h |\n|---|\n| old |\n\nend")
                  "# S\n|x|\n# T\n| h |\n|---|\n| new |\n\nend"
                  "its rows")
          testCase "a body is replaced and nothing else" (fun () ->
              let text = "a\n```frr renders\nold\nolder\n```\nb\n```frr lacks\n```\n"

              match Markdown.blocks text with
              | Ok [ Markdown.Fenced first; Markdown.Fenced second ] ->
                  Expect.equal
                      (Markdown.replaceBodies [ first, [ "new" ]; second, [ "x"; "y" ] ] text)
                      "a\n```frr renders\nnew\n```\nb\n```frr lacks\nx\ny\n```\n"
                      "both bodies"
              | _ -> failtest "two fences") ]
