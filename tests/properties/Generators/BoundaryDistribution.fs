/// What the nodes at the edges reach: every field of the API and every kind of line must get as far as FRR.
module FrrK8s.Properties.BoundaryDistribution

open System.Text.Json
open Expecto
open FsCheck.FSharp
open FrrK8s.Rules
open FrrK8s.Properties.BoundaryNodes

/// The fields of the API that hold a value, by their path.
let private declared =
    let rec leaves path shape =
        match shape with
        | Scalar _ -> [ path ]
        | Record fields ->
            [ for field in fields do
                  yield! leaves (path + "." + field.Name) field.Shape ]
        | ListOf inner -> leaves path inner
        | MapOf _ -> [ path ]

    // A selector chooses objects, it says nothing to FRR; a secret's namespace is not looked at.
    leaves "spec" DecodeObject.spec.Shape
    |> List.filter (fun path ->
        not (path.StartsWith "spec.nodeSelector" || path.EndsWith "passwordSecret.namespace"))
    |> Set.ofList

let rec private written path (json: JsonElement) : string list =
    match json.ValueKind with
    | JsonValueKind.Object ->
        [ for field in json.EnumerateObject() do
              yield! written (path + "." + field.Name) field.Value ]
    | JsonValueKind.Array ->
        [ for item in json.EnumerateArray() do
              yield! written path item ]
    | _ -> [ path ]

let private admitted (node: Node) (result: NodeResult) =
    let accepted =
        result.Objects
        |> Seq.filter (fun report -> report.Verdict = Verdict.Accepted)
        |> Seq.map _.Name
        |> Set.ofSeq

    node.Manifests.Elements
    |> List.filter (fun json -> accepted.Contains (DecodeObject.metadata json).Name.Name)
    |> Array.ofList

/// Words that a configuration is made of, one for each kind of line that the rules can render.
let private kinds =
    [ "debug zebra"
      "debug bgp updates in"
      "hostname"
      "log stdout emergencies"
      "permit any"
      "deny any"
      " ge "
      " le "
      "on-match next"
      "set local-preference 4294967295"
      "set community 0:0 additive"
      "set community no-export additive"
      "set large-community"
      "set ip next-hop"
      "set ipv6 next-hop global"
      "-denied-inpl-"
      "-inpl-dual"
      "router-id"
      " vni "
      "exit-vrf"
      "advertise-all-vni"
      "advertise-svi-ip"
      "advertise ipv4 unicast"
      "   rd "
      "   route-target import"
      "   route-target export"
      "  rd "
      "import vrf default"
      "interface remote-as external"
      "interface remote-as internal"
      "ebgp-multihop 255"
      "no-prepend replace-as"
      " port "
      "timers 0 0"
      "timers 21845 65535"
      "timers connect"
      " password "
      "update-source"
      " graceful-restart"
      "bfd profile"
      "disable-connected-check"
      "network ::/0"
      "detect-multiplier"
      "transmit-interval"
      "receive-interval"
      "echo-mode"
      "echo transmit-interval"
      "passive-mode"
      "minimum-ttl" ]

/// Nodes and what becomes of them, for every test that looks at many.
let samples =
    lazy
        (Gen.sampleWithSeed Law.seed 50 300 nodes
         |> Array.map (fun node -> node, Node.compile node))

let tests =
    testList
        "boundaries"
        [ test "every field of the API and every kind of line is drawn, and admitted" {
              let results = samples.Value

              let objects = results |> Array.collect (fun (node, result) -> admitted node result)

              let seen =
                  objects
                  |> Seq.collect (fun json -> written "spec" (json.GetProperty "spec"))
                  |> Set.ofSeq

              Expect.isEmpty (declared - seen) "fields that no admitted object has"
              let texts = results |> Array.map (fun (_, result) -> result.Text)

              let absent =
                  kinds
                  |> List.filter (fun words ->
                      not (
                          texts
                          |> Array.exists (fun text -> text.Contains(words, System.StringComparison.Ordinal))
                      ))

              Expect.isEmpty absent "words that no configuration has"

              let drawn = results |> Array.sumBy (fun (node, _) -> node.Manifests.Texts.Length)

              Expect.isGreaterThan
                  (100 * objects.Length / drawn)
                  60
                  "percent of the objects that are admitted"
          } ]
