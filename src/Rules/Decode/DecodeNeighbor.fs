/// One entry of `spec.bgp.routers[].neighbors`. A field that concerns this neighbor alone is checked here, with its path.
module internal FrrK8s.Rules.DecodeNeighbor

open FrrK8s.Rules.Decoder
open FrrK8s.Rules.DecodeSession

let private families =
    optional "addressFamilies" (list (oneOf [ "unicast", Unicast; "evpn", Evpn ]))
    |> orElse []
    |> fun field ->
        { Known = field.Known
          ReadFrom =
            fun node ->
                // The CRD's default: a list that names none is unicast.
                field.ReadFrom node
                |> Checked.map (fun named ->
                    if named.IsEmpty then
                        Set.singleton Unicast
                    else
                        Set.ofList named) }

let private hasAddress (key: NeighborKey) = key.IsAddress

/// What FRR does not do, or refuses, for this kind of session.
let private sessionFindings (node: Located) key (settings: Neighbor) disableMp =
    [ if settings.EbgpMultiHop && not (hasAddress key) then
          Finding.error
              (Field(node.Path, "ebgpMultiHop"))
              "a session over an interface is with a directly connected neighbor: it cannot be multihop"

      if settings.SourceAddress.IsSome && not (hasAddress key) then
          Finding.warning (Field(node.Path, "sourceaddress")) "FRR ignores it for a session over an interface"

      if settings.DualStack && not (hasAddress key) then
          Finding.warning
              (Field(node.Path, "dualStackAddressFamily"))
              "a session over an interface always carries both families"

      if disableMp then
          Finding.warning (Field(node.Path, "disableMP")) "the field is deprecated and ignored" ]

let neighbor: Decoder<DeclaredNeighbor> =
    fields {
        let! key = key
        and! remoteAs = remoteAs
        and! timers, connectTime = timing
        and! clear, secret = password
        and! sourceAddress = optionalText "sourceaddress" Scalars.updateSource
        and! port = optional "port" (integer 0L 65535L)
        and! multiHop = optional "ebgpMultiHop" flag |> orElse false
        and! bfdProfile = optionalText "bfdProfile" Scalars.profileName
        and! gracefulRestart = optional "enableGracefulRestart" flag |> orElse false
        and! dualStack = optional "dualStackAddressFamily" flag |> orElse false
        and! localAsn = optional "localASN" Scalars.asn
        and! families = families

        and! advertise =
            optional "toAdvertise" DecodePolicy.advertise |> orElse DecodePolicy.noAdvertise

        and! receive = optional "toReceive" DecodePolicy.receive |> orElse (Only Set.empty)
        and! disableMp = optional "disableMP" flag |> orElse false

        return
            { Path = Root
              Key = key
              Settings =
                { RemoteAs = remoteAs
                  SourceAddress = sourceAddress
                  Port = port |> Option.map uint16
                  Password = clear
                  Timers = timers
                  ConnectTime = connectTime
                  EbgpMultiHop = multiHop
                  BfdProfile = bfdProfile
                  GracefulRestart = gracefulRestart
                  DualStack = dualStack
                  LocalAsn = localAsn
                  AddressFamilies = families
                  Advertise = Set.empty
                  NextHopV4 = None
                  NextHopV6 = None
                  LocalPrefs = Map.empty
                  Communities = Set.empty
                  Receive = receive }
              PasswordSecret = secret
              Advertise = advertise },
            disableMp
    }
    |> recordThat (fun node (neighbor, disableMp) ->
        Checked.ok { neighbor with Path = node.Path }
        |> Checked.withFindings (sessionFindings node neighbor.Key neighbor.Settings disableMp))
