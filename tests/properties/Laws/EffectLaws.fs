/// The rendered filters have the effect that the admitted objects ask for: an evaluator of the objects and an interpreter of the text,
/// which know nothing of each other, say the same of every prefix that could tell them apart.
module FrrK8s.Properties.EffectLaws

open System.Text.RegularExpressions
open Expecto
open FsCheck.FSharp
open FrrK8s.Rules
open FrrK8s.Properties.BoundaryNodes

let private specs (node: Node) (result: NodeResult) =
    let admitted =
        result.Objects
        |> Seq.filter (fun report -> report.Verdict = Verdict.Accepted)
        |> Seq.map _.Name
        |> Set.ofSeq

    node.Manifests.Elements
    |> List.filter (fun json -> admitted.Contains (DecodeObject.metadata json).Name.Name)
    |> List.distinctBy (fun json -> (DecodeObject.metadata json).Name)
    |> List.collect (fun json ->
        match DecodeObject.readSpec json with
        | Valid(spec, _) -> [ spec ]
        | Invalid _ -> failtest "an admitted object cannot be read")

let private mentioned (blocked: Prefix list) (specs: DeclaredSpec list) =
    [ yield! blocked
      for spec in specs do
          for router in spec.Routers do
              yield! List.map snd router.Prefixes

              for neighbor in router.Neighbors do
                  match neighbor.Settings.Receive with
                  | All -> ()
                  | Only ranges ->
                      for range in ranges do
                          yield range.Prefix
                          yield! Prefix.tryCreate range.Prefix.Address range.Min |> Option.toList
                          yield! Prefix.tryCreate range.Prefix.Address range.Max |> Option.toList ]

/// A prefix and those around it: one bit more, one less, a host, a stranger.
let private around (prefix: Prefix) =
    [ prefix.Length; prefix.Length - 1; prefix.Length + 1; prefix.Family.Bits ]
    |> List.choose (Prefix.tryCreate prefix.Address)

let private strangers =
    [ "203.0.113.0/24"; "0.0.0.0/0"; "2001:db8:ffff::/48"; "::/0" ]
    |> List.choose Prefix.tryParse

let private name (vrf: VrfName, key: NeighborKey) = vrf.Text, string key

/// Where text and objects differ.
let private differences (node: Node) (result: NodeResult) (text: string) =
    let blocked = node.AlwaysBlock |> List.choose Prefix.tryParse
    let specs = specs node result
    let policies = PolicyText.ofText text

    let probes =
        strangers @ (mentioned blocked specs |> List.distinct |> List.collect around)
        |> List.distinct

    seq {
        for neighbor, voices in Effect.voices specs do
            let vrf, key = name neighbor

            for prefix in probes do
                let asked = Effect.told voices prefix
                let rendered = Policy.apply policies vrf key "out" prefix

                if asked <> rendered then
                    yield $"{key} of vrf `{vrf}` is told {Prefix.text prefix}: {rendered}, not {asked}"

                let asked = Effect.accepted blocked voices prefix
                let rendered = (Policy.apply policies vrf key "in" prefix).IsSome

                if asked <> rendered then
                    yield $"{key} of vrf `{vrf}` may tell {Prefix.text prefix}: {rendered}, not {asked}"
    }

let private effect =
    test "every neighbor is told, and may tell, what the admitted objects ask for" {
        Prop.forAll BoundaryNodes.arbitrary (fun node ->
            let result = Node.compile node
            let found = differences node result result.Text |> Seq.truncate 10 |> List.ofSeq
            found.IsEmpty |> Prop.label (String.concat "\n" found))
        |> Law.check Law.cases
    }

/// What a filter is made of. Without any one of these some prefix fares otherwise.
let private pieces =
    [ "-allowed-ipv4 seq"
      "-allowed-ipv6 seq"
      "-inpl-ipv4 seq"
      "-inpl-ipv6 seq"
      "-inpl-dual seq"
      "-denied-inpl-.* seq"
      "-localpref-prefixes seq"
      "-community-prefixes seq"
      "seq .* ge "
      "seq .* le "
      "on-match next"
      "set local-preference"
      "set community"
      "set large-community"
      "set ip next-hop"
      "set ipv6 next-hop"
      "^  neighbor .* in$"
      "^  neighbor .* out$"
      "^  neighbor .* activate$"
      "-out permit 65001$"
      "-out permit 65002$"
      "-in deny"
      "-in permit 3$"
      "-in permit 4$" ]

let private teeth =
    test "a filter that lacks any kind of line has another effect" {
        let without piece (text: string) =
            text.Split '\n'
            |> Array.filter (fun line -> not (Regex.IsMatch(line, piece)))
            |> String.concat "\n"

        let unnoticed =
            pieces
            |> List.filter (fun piece ->
                BoundaryDistribution.samples.Value
                |> Array.forall (fun (node, result) ->
                    let text = without piece result.Text
                    text = result.Text || Seq.isEmpty (differences node result text)))

        printfn
            $"teeth: {pieces.Length - unnoticed.Length} of {pieces.Length} missing kinds of filter lines noticed"

        Expect.isEmpty unnoticed "every missing kind of line is noticed"
    }

let tests = testList "effect" [ effect; teeth ]
