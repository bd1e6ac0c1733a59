/// Nodes at the edges of what is allowed: several objects that mostly agree, and what the node decides itself.
module FrrK8s.Properties.BoundaryNodes

open System.Collections.Generic
open System.Text
open FsCheck
open FsCheck.FSharp
open FrrK8s.Rules
open FrrK8s.Properties.Draw
open FrrK8s.Properties.BoundaryObjects

/// What decides the configuration of a node. `Password` is that of the secret `bgp`.
type Node =
    { Manifests: Manifests.Manifests
      AlwaysBlock: string list
      LogLevel: LogLevel
      HasHostname: bool
      FallbackRouterId: string
      Password: string }

    override this.ToString() =
        $"{this.Manifests}\nalways block {this.AlwaysBlock}, log level {this.LogLevel}, hostname {this.HasHostname}, \
          fallback router id `{this.FallbackRouterId}`, password of the secret `{this.Password}`"

module Node =
    /// FRR and vtysh print the machine's name as the host's, whatever they are told: a node says that one.
    let hostname = System.Net.Dns.GetHostName()

    let private secret (node: Node) =
        let data = Dictionary<string, byte[]>()
        data["password"] <- Encoding.UTF8.GetBytes node.Password
        SecretInput("frr-k8s-system", "bgp", "kubernetes.io/basic-auth", data)

    let compile (node: Node) =
        Engine.Compile(
            NodeInput(
                Configurations = List.toArray node.Manifests.Elements,
                Secrets = [| secret node |],
                AlwaysBlock = List.toArray node.AlwaysBlock,
                LogLevel = node.LogLevel,
                Hostname = (if node.HasHostname then hostname else ""),
                FallbackRouterId = node.FallbackRouterId
            )
        )

/// Shares the values out among the owners, each value once, and at most so many to an owner.
let private deal most (owners: 'owner list) (values: 'value list) =
    gen {
        let! shuffled = Gen.shuffle values
        let! counts = Gen.listOfLength owners.Length (Gen.choose (0, most))

        let hand (dealt, left) count =
            let count = min count (List.length left)
            List.take count left :: dealt, List.skip count left

        return ((([], List.ofSeq shuffled), counts) ||> List.fold hand) |> fst |> List.rev
    }

let private peers =
    gen {
        let! names = Gen.listOfLength 4 BoundaryWords.kernelName

        return
            [ for address in BoundaryWords.addressesV4 @ BoundaryWords.addressesV6 -> false, address
              for name in List.distinct names -> true, name ]
    }

/// The routers of all objects: (object, VRF), each VRF with one AS number.
let private plans (objects: int list) (vrfs: string list) =
    gen {
        let owners = List.allPairs objects vrfs
        let! asns = Gen.listOfLength vrfs.Length (Gen.elements BoundaryWords.asns)
        let asnOf = List.zip vrfs asns |> Map.ofList
        let! tenant = chance 40 (Gen.elements vrfs)
        let! underlay = chance 30 (Gen.elements vrfs)
        let! peers = peers
        let! peers = deal 3 owners peers
        let! vnis = deal 3 owners BoundaryWords.vnis

        let! prefixes =
            owners |> Gen.collectToList (fun _ -> someOf 6 BoundaryWords.prefixes)

        let! isThere =
            owners
            |> Gen.collectToList (fun _ -> Gen.frequency [ 3, Gen.constant true; 1, Gen.constant false ])

        return
            [ for (object, vrf), peers, vnis, prefixes, isThere in
                  List.zip owners peers
                  |> List.map2 (fun vnis (owner, peers) -> owner, peers, vnis) vnis
                  |> List.map3
                      (fun isThere prefixes (owner, peers, vnis) -> owner, peers, vnis, prefixes, isThere)
                      (List.ofSeq isThere)
                      (List.ofSeq prefixes) do
                  if isThere then
                      let isTenant = tenant = Some vrf && vrf <> ""

                      object,
                      { Vrf = vrf
                        Asn = asnOf[vrf]
                        Prefixes = prefixes
                        Peers = if isTenant then [] else peers
                        Vnis = vnis
                        IsTenant = isTenant && object = List.head objects
                        HasEvpn = underlay = Some vrf && not isTenant } ]
    }

let private manifests =
    gen {
        let! count = Gen.choose (1, 3)
        let objects = [ 1..count ]
        let! hasDefault = Gen.frequency [ 3, Gen.constant true; 1, Gen.constant false ]

        let! names =
            Gen.choose (0, 3)
            |> Gen.bind (fun count -> Gen.listOfLength count BoundaryWords.kernelName)

        let vrfs = (if hasDefault then [ "" ] else []) @ names |> List.distinct
        let! plans = if vrfs.IsEmpty then Gen.constant [] else plans objects vrfs

        let! profiles =
            objects
            |> Gen.collectToList (fun _ ->
                Gen.choose (0, 2)
                |> Gen.bind (fun count -> Gen.listOfLength count BoundaryWords.profileName))

        let! drawn =
            List.zip objects (List.ofSeq profiles)
            |> Gen.collectToList (fun (object, profiles) ->
                let own = plans |> List.filter (fun (owner, _) -> owner = object) |> List.map snd
                Manifests.manifestOf (spec (List.distinct profiles) own) $"object-{object}")

        return { Manifests.Texts = drawn |> Seq.map (fun node -> node.ToJsonString()) |> List.ofSeq }
    }

/// Half of them have the usual values, which meet each other more often.
let nodes =
    gen {
        let! manifests = Gen.oneof [ manifests; Manifests.manifests ]

        let! alwaysBlock =
            Gen.frequency [ 2, Gen.constant []; 1, someOf 4 BoundaryWords.selectable ]

        let! logLevel = Gen.elements (List.ofArray (System.Enum.GetValues<LogLevel>()))
        let! hasHostname = Gen.elements [ true; false ]
        let! fallback = Gen.elements [ ""; ""; "10.9.8.7"; "255.255.255.255" ]
        let! password = BoundaryWords.password

        return
            { Manifests = manifests
              AlwaysBlock = alwaysBlock
              LogLevel = logLevel
              HasHostname = hasHostname
              FallbackRouterId = fallback
              Password = password }
    }

/// The objects get smaller first, then the node's own settings go.
let private smaller (node: Node) =
    seq {
        for manifests in Shrink.manifests node.Manifests do
            yield { node with Manifests = manifests }

        if not node.AlwaysBlock.IsEmpty then
            yield { node with AlwaysBlock = [] }

        if node.LogLevel <> LogLevel.Info then
            yield { node with LogLevel = LogLevel.Info }

        if node.FallbackRouterId <> "" then
            yield { node with FallbackRouterId = "" }

        if node.Password <> "secret" then
            yield { node with Password = "secret" }
    }

let arbitrary = Arb.fromGenShrink (nodes, smaller)
