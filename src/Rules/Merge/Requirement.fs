/// What the merged node must hold for a piece of it to make sense. One object may need it and another bring it.
namespace FrrK8s.Rules

/// `Needs` and `Meets` name the places at which something is needed and there.
type Requirement =
    { Id: string
      Field: string
      Message: string
      Needs: NodeConfig -> Place list
      Meets: NodeConfig -> Place list }

module Requirement =
    let private placesOf holds (node: NodeConfig) =
        [ for KeyValue(vrf, router) in node.Routers do
              if holds router then
                  RouterPlace vrf ]

    let private announcesVnis (router: Router) =
        router.Evpn
        |> Option.exists (fun evpn -> evpn.AdvertiseAllVnis || evpn.AdvertiseSvi || not evpn.L2Vnis.IsEmpty)

    let private hasEvpnNeighbor (router: Router) =
        router.Neighbors
        |> Map.exists (fun _ neighbor -> neighbor.AddressFamilies.Contains Evpn)

    /// Every requirement there is; `spec/merge.md` explains each under its id.
    let all =
        [ { Id = "M-60"
            Field = "evpn"
            Message =
              "advertiseVNIs All, advertiseSVI and l2vnis need a neighbor of the same router whose addressFamilies include `evpn`; no admitted object has one"
            Needs = placesOf announcesVnis
            Meets = placesOf hasEvpnNeighbor } ]
