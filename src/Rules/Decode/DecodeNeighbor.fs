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
let private sessionFindings (node: JsonNode) key (settings: Neighbor) disableMp =
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
        and! timing = timing
        and! password = password
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
            fun node ->
                Checked.zip
                    (Checked.zip (key node) (remoteAs node))
                    (Checked.zip (timing node) (password node))
                |> Checked.bind (fun ((key, remoteAs), ((timers, connectTime), (clear, secret))) ->
                    let settings =
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

                    Checked.ok
                        { Path = node.Path
                          Key = key
                          Settings = settings
                          PasswordSecret = secret
                          Advertise = advertise }
                    |> Checked.withFindings (sessionFindings node key settings disableMp))
    }
    |> recordThat (fun node build -> build node)
