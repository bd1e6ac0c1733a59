/// What the laws of comparing and remediating are about: a configuration and its spelling, a change, two configurations. Each gets smaller.
module FrrK8s.Properties.Cases

open System
open FsCheck
open FsCheck.FSharp
open FrrK8s.Properties.Configuration
open FrrK8s.Properties.DrawConfigurations

let private show (title: string) (text: string) = $"--- {title}\n{text}"

/// One configuration, spelled in two ways.
[<StructuredFormatDisplay("{Shown}")>]
type Spelled =
    { Items: Item list
      Rewrites: string list
      Seed: int }

    member this.Text = print this.Items
    member this.Otherwise = Spelling.spell this.Rewrites this.Seed this.Items

    member this.Shown =
        let how = String.concat ", " this.Rewrites
        show "one" this.Text + show how this.Otherwise

/// Two configurations of one FRR.
[<StructuredFormatDisplay("{Shown}")>]
type Pair =
    { Preamble: Item list
      Intended: Item list
      Running: Item list }

    member this.IntendedText = print (this.Preamble @ this.Intended)
    member this.RunningText = print (this.Preamble @ this.Running)

    member this.Shown = show "intended" this.IntendedText + show "running" this.RunningText

let private chance = Gen.choose (0, Int32.MaxValue / 2)

let private whole =
    gen {
        let! preamble = preamble
        let! items = configuration
        return preamble @ items
    }

let private rewritesOf (names: string list) = Draw.someOf 6 names

let spelled =
    let draw =
        gen {
            let! items = whole
            let! rewrites = rewritesOf (Spelling.all |> List.map _.Name)
            let! seed = chance

            return
                { Items = items
                  Rewrites = rewrites
                  Seed = seed }
        }

    let shrink (case: Spelled) =
        seq {
            for index in 0 .. case.Rewrites.Length - 1 do
                yield
                    { case with
                        Rewrites = List.removeAt index case.Rewrites }

            for items in smaller case.Items |> Seq.filter isWhole do
                yield { case with Items = items }
        }

    Arb.fromGenShrink (draw, shrink)

/// So many changes, one after the other; those that cannot be made are left out.
let changed count seed (items: Item list) =
    let random = Random seed

    (items, [ 1..count ])
    ||> List.fold (fun items _ ->
        let change = Changes.all[random.Next Changes.all.Length]
        Changes.make random change items |> Option.defaultValue items)

let private smallerPair (pair: Pair) =
    let isBoth item =
        List.contains item pair.Intended && List.contains item pair.Running

    seq {
        for item in pair.Intended |> List.filter isBoth do
            yield
                { pair with
                    Intended = pair.Intended |> List.except [ item ]
                    Running = pair.Running |> List.except [ item ] }

        for items in smaller pair.Intended |> Seq.filter isWhole do
            yield { pair with Intended = items }

        for items in smaller pair.Running |> Seq.filter isWhole do
            yield { pair with Running = items }

        if not pair.Preamble.IsEmpty then
            yield { pair with Preamble = [] }
    }

/// Most pairs are near each other, as a configuration is to the one before it.
let private pairOf draw =
    gen {
        let! preamble = preamble
        let! running = draw
        let! other = draw
        let! count = Gen.frequency [ 1, Gen.constant 0; 12, Gen.choose (1, 7) ]
        let! seed = chance
        let! isNear = Gen.elements [ true; true; false ]
        let near = changed count seed running
        let! isForward = Gen.elements [ true; false ]
        let left, right = (if isNear then near else other), running

        return
            { Preamble = preamble
              Intended = (if isForward then left else right)
              Running = (if isForward then right else left) }
    }

let pairs = Arb.fromGenShrink (pairOf configuration, smallerPair)

/// Pairs in the sections that the product owns.
let ownedPairs = Arb.fromGenShrink (pairOf owned, smallerPair)

/// One change: what is said before and after.
[<StructuredFormatDisplay("{Shown}")>]
type Changed =
    { Pair: Pair
      Name: string }

    member this.Shown = $"--- {this.Name}\n{this.Pair.Shown}"

let oneChange =
    let draw =
        gen {
            let! preamble = preamble
            let! items = configuration
            let! change = Gen.elements Changes.all
            let! seed = chance
            let! isForward = Gen.elements [ true; false ]
            let after = Changes.make (Random seed) change items |> Option.defaultValue items

            return
                { Name = change.Name
                  Pair =
                    { Preamble = preamble
                      Intended = (if isForward then after else items)
                      Running = (if isForward then items else after) } }
        }

    let shrink (case: Changed) =
        smallerPair case.Pair
        |> Seq.filter (fun pair -> pair.Intended <> pair.Running)
        |> Seq.filter (fun pair ->
            let made = Changes.all |> List.find (fun change -> change.Name = case.Name)

            made.Ways pair.Intended |> List.contains pair.Running
            || made.Ways pair.Running |> List.contains pair.Intended)
        |> Seq.map (fun pair -> { case with Pair = pair })

    Arb.fromGenShrink (draw, shrink)
