/// `spec.bgp.routers[].evpn`
module internal FrrK8s.Rules.DecodeEvpn

open FrrK8s.Rules.Decoder

let private properties =
    fields {
        let! distinguisher =
            DecodeSession.optionalText "rd" (parsed "string" RouteTarget.tryDistinguisher)

        and! imports = many "importRTs" (parsed "string" RouteTarget.tryImport)
        and! exports = many "exportRTs" (parsed "string" RouteTarget.tryExport)

        return
            { RouteDistinguisher = distinguisher
              ImportRouteTargets = Set.ofList imports
              ExportRouteTargets = Set.ofList exports }
    }

let private l2Vni: Decoder<DeclaredL2Vni> =
    fields {
        let! vni = required "vni" Scalars.vni
        and! properties = properties
        return vni, properties
    }
    |> recordThat (fun node (vni, properties) ->
        Checked.ok
            { Path = node.Path
              Vni = vni
              Properties = properties })

let private l3Vni: Decoder<L3Vni> =
    record (
        fields {
            let! vni = required "vni" Scalars.vni
            and! properties = properties

            and! advertised =
                required "advertisePrefixes" (nonEmptyList (oneOf [ "unicast", Unicast ]))

            return
                { Vni = vni
                  Properties = properties
                  AdvertiseUnicast = advertised |> List.contains Unicast }
        }
    )

let evpn: Decoder<DeclaredEvpn> =
    fields {
        let! advertiseVnis =
            optional "advertiseVNIs" (oneOf [ "All", true; "Disabled", false; "", false ])

        and! advertiseSvi = optional "advertiseSVI" flag |> orElse false
        and! l2Vnis = many "l2vnis" l2Vni
        and! l3Vni = optional "l3vni" (located l3Vni)
        return advertiseVnis |> Option.defaultValue false, advertiseSvi, l2Vnis, l3Vni
    }
    |> recordThat (fun node (advertiseVnis, advertiseSvi, l2Vnis, l3Vni) ->
        Checked.ok
            { Path = node.Path
              AdvertiseAllVnis = advertiseVnis
              AdvertiseSvi = advertiseSvi
              L2Vnis = l2Vnis
              L3Vni = l3Vni })
