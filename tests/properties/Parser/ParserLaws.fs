/// All laws of the parser, the comparison and the remediation.
module internal FrrK8s.Properties.ParserLaws

open Expecto

let tests =
    testList
        "parser"
        [ SyntaxLaws.tests
          CompareLaws.tests
          RemediationLaws.tests
          LeakLaws.tests
          ParserTeeth.tests ]
