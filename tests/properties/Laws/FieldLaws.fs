/// Every field of every record has exactly one rule: a field that nobody merges would be decided by accident.
module FrrK8s.Properties.FieldLaws

open Expecto
open FSharp.Reflection
open FrrK8s.Rules

let private value result =
    match result with
    | Ok value -> value
    | Result.Error message -> failtest message

let private some option =
    match option with
    | Some value -> value
    | None -> failtest "the sample value is not valid"

let private address text = IpAddress.tryParse text |> some
let private prefix text = Prefix.tryParse text |> some
let private asn number = Asn.tryCreate number |> some
let private vni number = Vni.tryCreate number |> some

/// Two records of one type that differ in every field.
type private Pair<'record> = { Less: 'record; More: 'record }

let private neighbor: Pair<Neighbor> =
    { Less =
        { RemoteAs = Internal
          SourceAddress = None
          Port = None
          Password = None
          Timers = None
          ConnectTime = None
          EbgpMultiHop = false
          BfdProfile = None
          GracefulRestart = false
          DualStack = false
          LocalAsn = None
          AddressFamilies = Set.empty
          Advertise = Set.empty
          NextHopV4 = None
          NextHopV6 = None
          LocalPrefs = Map.empty
          Communities = Set.empty
          Receive = Only Set.empty }
      More =
        { RemoteAs = External
          SourceAddress = Some(SourceAddress(address "192.0.2.1"))
          Port = Some 180us
          Password = Password.tryCreate "secret" |> value |> fst |> Some
          Timers = Timers.tryCreate 3 9 |> value |> Some
          ConnectTime = Some 10
          EbgpMultiHop = true
          BfdProfile = ProfileName.tryCreate "fast" |> value |> Some
          GracefulRestart = true
          DualStack = true
          LocalAsn = Some(asn 64600L)
          AddressFamilies = Set.singleton Unicast
          Advertise = Set.singleton (prefix "192.0.2.0/24")
          NextHopV4 = Some(address "192.0.2.2")
          NextHopV6 = Some(address "2001:db8::2")
          LocalPrefs = Map.ofList [ prefix "192.0.2.0/24", 100u ]
          Communities = Set.singleton (Standard(1us, 2us), prefix "192.0.2.0/24")
          Receive = All } }

let private properties: Pair<VniProperties> =
    let target = RouteTarget.tryExport "65000:1" |> value

    { Less =
        { RouteDistinguisher = None
          ImportRouteTargets = Set.empty
          ExportRouteTargets = Set.empty }
      More =
        { RouteDistinguisher = Some target
          ImportRouteTargets = Set.singleton target
          ExportRouteTargets = Set.singleton target } }

let private l3Vni: Pair<L3Vni> =
    { Less =
        { Vni = vni 1L
          Properties = properties.Less
          AdvertiseUnicast = false }
      More =
        { Vni = vni 2L
          Properties = properties.More
          AdvertiseUnicast = true } }

let private evpn: Pair<EvpnConfig> =
    { Less =
        { AdvertiseAllVnis = false
          AdvertiseSvi = false
          L2Vnis = Map.empty
          L3Vni = None }
      More =
        { AdvertiseAllVnis = true
          AdvertiseSvi = true
          L2Vnis = Map.ofList [ vni 1L, properties.More ]
          L3Vni = Some l3Vni.More } }

let private router: Pair<Router> =
    { Less =
        { Asn = asn 1L
          Id = None
          Prefixes = Set.empty
          Imports = Set.empty
          Neighbors = Map.empty
          Evpn = None }
      More =
        { Asn = asn 2L
          Id = Some(address "192.0.2.1")
          Prefixes = Set.singleton (prefix "192.0.2.0/24")
          Imports = VrfName.tryCreate "red" |> value |> Set.singleton
          Neighbors = Map.ofList [ Address(address "192.0.2.1"), neighbor.More ]
          Evpn = Some evpn.More } }

let private profile: Pair<BfdProfile> =
    { Less =
        { ReceiveInterval = None
          TransmitInterval = None
          DetectMultiplier = None
          EchoInterval = None
          EchoMode = false
          PassiveMode = false
          MinimumTtl = None }
      More =
        { ReceiveInterval = Some 10
          TransmitInterval = Some 10
          DetectMultiplier = Some 2
          EchoInterval = Some 10
          EchoMode = true
          PassiveMode = true
          MinimumTtl = Some 1 } }

let private node: Pair<NodeConfig> =
    let key =
        { Priority = 1L
          Object = { Namespace = "a"; Name = "b" } }

    { Less = NodeConfig.empty
      More =
        { Routers = Map.ofList [ VrfName.defaultVrf, router.More ]
          BfdProfiles = Map.ofList [ ProfileName.tryCreate "fast" |> value, profile.More ]
          Raw = Map.ofList [ key, "!" ] } }

/// The fields that the rules change, a name for each time.
let private changed (rules: Rule<'record> list) (pair: Pair<'record>) =
    let fields = FSharpType.GetRecordFields typeof<'record>

    [ for rule in rules do
          let joined = rule.Join MergeRules.all [ pair.More ] pair.Less

          for field in fields do
              if not (Unchecked.equals (field.GetValue pair.Less) (field.GetValue joined)) then
                  field.Name ]
    |> List.sort

let private covers name (rules: Rule<'record> list) (pair: Pair<'record>) =
    test $"every field of {name} has exactly one rule" {
        let fields =
            FSharpType.GetRecordFields typeof<'record>
            |> Seq.map _.Name
            |> Seq.sort
            |> List.ofSeq

        Expect.equal (changed rules pair) fields "the fields that rules change"
    }

let tests =
    let book = MergeRules.all

    testList
        "fields"
        [ covers "NodeConfig" book.Node node
          covers "BfdProfile" book.Profile profile
          covers "Router" book.Router router
          covers "Neighbor" book.Neighbor neighbor
          covers "EvpnConfig" book.Evpn evpn
          covers "VniProperties" book.VniProperties properties
          covers "L3Vni" book.L3Vni l3Vni ]
