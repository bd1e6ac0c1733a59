/// The whole configuration file: a function of the merged node and the node's own settings, and nothing else.
/// Definitions come before what refers to them: lists, route-maps, VRFs, routers.
namespace FrrK8s.Rules

open FrrK8s.Rules.Filters

/// What the node, not an object, decides.
type NodeSettings =
    { AlwaysBlock: Prefix list
      LogLevel: LogLevel
      Hostname: string option
      FallbackRouterId: IpAddress option }

module Render =
    let private debugs =
        [ "debug zebra events"
          "debug zebra kernel"
          "debug zebra rib"
          "debug zebra nht"
          "debug zebra nexthop"
          "debug bgp neighbor-events"
          "debug bgp updates in"
          "debug bgp updates out"
          "debug bgp keepalives"
          "debug bgp nht"
          "debug bgp zebra"
          "debug bfd network"
          "debug bfd peer"
          "debug bfd zebra" ]

    /// `log stdout` alone is the level debugging: FRR prints it so.
    let private logging level =
        match level with
        | LogLevel.All
        | LogLevel.Debug -> "log stdout", debugs
        | LogLevel.Warn -> "log stdout warnings", []
        | LogLevel.Error -> "log stdout errors", []
        | LogLevel.None -> "log stdout emergencies", []
        | _ -> "log stdout informational", []

    let private header settings =
        let stdout, debugs = logging settings.LogLevel

        [ stdout
          "log timestamp precision 3"
          yield! debugs
          yield!
              settings.Hostname
              |> Option.map (fun name -> $"hostname {name}")
              |> Option.toList
          "ip nht resolve-via-default"
          "ipv6 nht resolve-via-default" ]
        |> List.map Line.fixed'

    let private sessions (node: NodeConfig) =
        let neighbors =
            [ for KeyValue(vrf, router) in node.Routers do
                  for KeyValue(key, neighbor) in router.Neighbors -> vrf, key, neighbor ]

        let names = neighbors |> List.map (fun (vrf, key, _) -> vrf, key) |> Names.assign

        let ofRouter =
            List.zip neighbors names
            |> List.groupBy (fun ((vrf, _, _), _) -> vrf)
            |> Map.ofList

        node.Routers
        |> Map.map (fun vrf _ ->
            [ for (_, key, neighbor), name in ofRouter.TryFind vrf |> Option.defaultValue [] ->
                  { Key = key
                    Place = NeighborPlace(vrf, key)
                    Name = name
                    Families = Neighbor.families key neighbor
                    Neighbor = neighbor } ])

    /// Importing makes FRR create the router that it imports from, and the default one, with the importer's AS.
    /// Declared first, each router has its own AS, and the default one is there to be seen.
    let private declarations (node: NodeConfig) =
        let importers =
            node.Routers
            |> Map.toList
            |> List.filter (fun (_, router) -> not router.Imports.IsEmpty)

        let declare (vrf, asn: Asn) about =
            Line.block (Line.about about (RouterLines.opening vrf asn)) [] (Line.about about "exit")

        match importers with
        | [] -> []
        | (importer, first) :: _ ->
            [ if not (node.Routers.ContainsKey VrfName.defaultVrf) then
                  yield! declare (VrfName.defaultVrf, first.Asn) (RouterPlace importer)
              for KeyValue(vrf, router) in node.Routers do
                  yield! declare (vrf, router.Asn) (RouterPlace vrf) ]

    let private profile (name: ProfileName, profile: BfdProfile) =
        let place = ProfilePlace name

        let number rule words usual value =
            [ match value with
              | Some number when number <> usual -> Line.from place rule $"  {words} {number}"
              | Some _
              | None -> () ]

        let flag rule words isSet =
            if isSet then [ Line.from place rule $"  {words}" ] else []

        Line.block
            (Line.about place $" profile {name.Text}")
            [ yield! number "M-42" "detect-multiplier" 3 profile.DetectMultiplier
              yield! number "M-41" "transmit-interval" 300 profile.TransmitInterval
              yield! number "M-40" "receive-interval" 300 profile.ReceiveInterval
              yield! flag "M-44" "echo-mode" profile.EchoMode
              yield! number "M-43" "echo transmit-interval" 50 profile.EchoInterval
              yield! number "M-43" "echo receive-interval" 50 profile.EchoInterval
              yield! flag "M-45" "passive-mode" profile.PassiveMode
              yield! number "M-46" "minimum-ttl" 254 profile.MinimumTtl ]
            (Line.about place " exit")

    let private profiles (node: NodeConfig) =
        if node.BfdProfiles.IsEmpty then
            []
        else
            Line.block
                (Line.fixed' "bfd")
                (node.BfdProfiles |> Map.toList |> List.collect profile)
                (Line.fixed' "exit")

    /// Verbatim, line by line, in order of priority. A snippet is the one text that may say anything.
    let private raw (node: NodeConfig) =
        [ for KeyValue(key, text) in node.Raw do
              let lines = text.Split '\n'
              let isPadded = lines.Length > 1 && lines[lines.Length - 1].Length = 0

              let body =
                  if isPadded then
                      Array.sub lines 0 (lines.Length - 1)
                  else
                      lines

              for line in body -> Line.fromItem NodePlace "M-3" (MergeRules.rawText key) (line.TrimEnd '\r') ]

    let lines (settings: NodeSettings) (node: NodeConfig) : Line list =
        let sessions = sessions node
        let routers = Map.toList node.Routers

        [ yield! header settings
          for KeyValue(_, ofRouter) in sessions do
              for session in ofRouter do
                  yield! Filters.lines settings.AlwaysBlock session
          yield! routers |> List.collect RouterLines.vrfBlock
          yield! declarations node
          for vrf, router in routers do
              yield! RouterLines.lines settings.FallbackRouterId sessions[vrf] (vrf, router)
          yield! profiles node
          yield! raw node ]
