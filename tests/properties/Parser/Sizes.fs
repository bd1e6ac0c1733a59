/// A small change is a small remediation, however much else there is.
module internal FrrK8s.Properties.Sizes

open Expecto
open FsCheck.FSharp
open FrrK8s.Properties.Engine

/// A node with so many prefixes, announced and filtered, and so many neighbors. Numbers count the prefixes: one in between moves all others.
type private Size =
    { Prefixes: int
      Neighbors: int
      IsClosed: bool
      IsNumbered: bool }

let private configuration size (prefixes: int list) (neighbors: int list) =
    let prefix number =
        $"10.{number / 250}.{number % 250}.0/24"

    let number position =
        if size.IsNumbered then
            $"seq {10 * (position + 1)} "
        else
            ""

    [ for position, chosen in List.indexed prefixes do
          yield $"ip prefix-list allowed {number position}permit {prefix chosen}"
      if size.IsClosed then
          yield $"ip prefix-list allowed {number 100000}deny any"
      yield "route-map out permit 10"
      yield " match ip address prefix-list allowed"
      yield "exit"
      yield "router bgp 64512"
      yield " no bgp default ipv4-unicast"
      for neighbor in neighbors do
          yield $" neighbor 10.250.0.{neighbor} remote-as 64513"
      yield " address-family ipv4 unicast"
      for chosen in prefixes do
          yield $"  network {prefix chosen}"
      for neighbor in neighbors do
          yield $"  neighbor 10.250.0.{neighbor} activate"
          yield $"  neighbor 10.250.0.{neighbor} route-map out out"
      yield " exit-address-family"
      yield "exit" ]
    |> Configuration.join

let private sizes =
    gen {
        let! prefixes = Gen.choose (1, 60)
        let! neighbors = Gen.choose (0, 8)
        let! isClosed = Gen.elements [ true; false ]
        let! isNumbered = Gen.elements [ true; false ]
        let! at = Gen.choose (0, prefixes)

        return
            { Prefixes = prefixes
              Neighbors = neighbors
              IsClosed = isClosed
              IsNumbered = isNumbered },
            at
    }

/// The most commands for a change, either way.
let private law name most (change: Size -> int -> (int list * int list) -> int list * int list) =
    test name {
        Prop.forAll (Arb.fromGen sizes) (fun (size, at) ->
            let before = [ 1 .. size.Prefixes ], [ 1 .. size.Neighbors ]
            let after = change size at before
            let text (prefixes, neighbors) = configuration size prefixes neighbors
            let one, other = text before, text after
            let there, back = commands real one other, commands real other one

            (there.Length <= most && back.Length <= most)
            |> Prop.label (textOf there + "--- back\n" + textOf back))
        |> Law.check (Law.cases / 4)
    }

let tests =
    testList
        "sizes"
        [ law
              "a prefix more or less, announced and filtered, is at most two commands, however many there are"
              2
              (fun _ at (prefixes, neighbors) -> List.insertAt at 9999 prefixes, neighbors)
          law
              "a neighbor more or less is at most three commands, however many there are"
              3
              (fun _ _ (prefixes, neighbors) -> prefixes, neighbors @ [ 99 ]) ]
