/// Words have one spelling: reading what was printed gives the same word, and different words print differently.
module FrrK8s.Properties.VocabularyLaws

open Expecto
open FsCheck
open FsCheck.FSharp
open FrrK8s.Rules
open FrrK8s.Properties.Law

let private address =
    gen {
        let! isV4 = Gen.elements [ true; false ]

        if isV4 then
            let! octets = Gen.listOfLength 4 (Gen.choose (0, 255))
            return octets |> List.map string |> String.concat "."
        else
            // Many zero groups, so that the shortening of runs is tried in every position.
            let! groups =
                Gen.listOfLength 8 (Gen.frequency [ 2, Gen.constant 0; 1, Gen.choose (0, 65535) ])

            return groups |> List.map (fun group -> group.ToString "X4") |> String.concat ":"
    }

let private parsed text = (IpAddress.tryParse text).Value

let private prefix =
    gen {
        let! text = address
        let network = parsed text
        let! length = Gen.choose (0, network.Family.Bits)
        return (Prefix.tryCreate network length).Value
    }

let private range =
    gen {
        let! prefix = prefix
        let! longest = Gen.choose (prefix.Length, prefix.Family.Bits)
        let! shortest = Gen.choose (prefix.Length, longest)
        let! ge = Gen.elements [ None; Some shortest ]
        let! le = Gen.elements [ None; Some longest ]
        return prefix, ge, le
    }

let private bounds (prefix: Prefix, ge, le) =
    match PrefixRange.tryCreate prefix ge le with
    | Ok range -> range
    | Result.Error message -> failtest message

let tests =
    testList
        "words"
        [ lawFor "parse (text address) = address" address (fun text ->
              let address = parsed text
              IpAddress.tryParse (IpAddress.text address) = Some address)
          lawFor "an address prints as the system's inet_ntop prints it" address (fun text ->
              IpAddress.text (parsed text) =
                  string (System.Net.IPAddress.Parse(IpAddress.text (parsed text))))
          lawFor "parse (text prefix) = prefix" prefix (fun prefix ->
              Prefix.tryParse (Prefix.text prefix) = Some prefix)
          lawFor "equal texts are equal ranges" (Gen.two range) (fun (a, b) ->
              let a, b = bounds a, bounds b
              (PrefixRange.text a = PrefixRange.text b) = (a = b))
          lawFor "a range covers the lengths that ge and le say" range (fun (prefix, ge, le) ->
              let range = bounds (prefix, ge, le)
              let bits = prefix.Family.Bits

              [ prefix.Length .. bits ]
              |> List.forall (fun length ->
                  let byWords =
                      match ge, le with
                      | None, None -> length = prefix.Length
                      | _ -> length >= defaultArg ge prefix.Length && length <= defaultArg le bits

                  byWords = (length >= range.Min && length <= range.Max)))
          test "no name of a VRF or an interface holds a character that ends FRR's daemons or its commands" {
              for c in "/:'\"|% \t\n" do
                  let name = $"a{c}b"
                  Expect.isError (VrfName.tryCreate name) $"`{name}` is no VRF name"
                  Expect.isError (InterfaceName.tryCreate name) $"`{name}` is no interface name"
          } ]
