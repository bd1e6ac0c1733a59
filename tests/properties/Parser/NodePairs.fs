/// Two configurations that the product renders for one node, one after the other.
module FrrK8s.Properties.NodePairs

open System
open FsCheck
open FsCheck.FSharp
open FrrK8s.Properties.BoundaryNodes

[<StructuredFormatDisplay("{Shown}")>]
type NodePair =
    { Old: Node
      New: Node }

    member this.OldText = (Node.compile this.Old).Text
    member this.NewText = (Node.compile this.New).Text

    member this.Shown =
        $"--- old\n{this.Old}\n{this.OldText}--- new\n{this.New}\n{this.NewText}"

/// The node with some fields or entries less, and sometimes an object.
let private poorer count seed (node: Node) =
    let random = Random seed

    let edit (texts: string list) =
        if texts.IsEmpty then
            texts
        else
            let index = random.Next texts.Length

            // An object less is the first of the smaller ones.
            Shrink.manifests { Texts = [ texts[index] ] }
            |> Seq.tryItem (random.Next 100)
            |> Option.map (fun smaller -> List.removeAt index texts |> List.insertManyAt index smaller.Texts)
            |> Option.defaultValue texts

    { node with
        Manifests = { Texts = (node.Manifests.Texts, [ 1..count ]) ||> List.fold (fun texts _ -> edit texts) } }

let private draw =
    gen {
        let! one = nodes
        let! other = nodes
        let! count = Gen.choose (1, 4)
        let! seed = Gen.choose (0, Int32.MaxValue)
        let! isNear = Gen.frequency [ 8, Gen.constant true; 1, Gen.constant false ]
        let! isForward = Gen.elements [ true; false ]

        let other =
            if isNear then
                poorer count seed one
            else
                { one with Manifests = other.Manifests }

        return
            { Old = (if isForward then one else other)
              New = (if isForward then other else one) }
    }

let private shrink pair =
    let settings node =
        { pair.Old with
            Manifests = node.Manifests }

    seq {
        for old in arbitrary.Shrinker pair.Old do
            if old.Manifests = pair.Old.Manifests then
                yield
                    { Old = old
                      New =
                        { old with
                            Manifests = pair.New.Manifests } }
            else
                yield { pair with Old = old }

        for next in Shrink.manifests pair.New.Manifests do
            yield
                { pair with
                    New = settings { pair.New with Manifests = next } }
    }

let pairs = Arb.fromGenShrink (draw, shrink)
