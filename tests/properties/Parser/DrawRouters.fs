/// Routers with all that stands in them. Who is a neighbor of which router follows from few names; what is said of one mostly follows
/// from chance.
module FrrK8s.Properties.DrawRouters

open FsCheck
open FsCheck.FSharp
open FrrK8s.Properties.Configuration
open FrrK8s.Properties.Draw
open FrrK8s.Properties.DrawPolicies

type private Kind =
    | Address
    | Interface
    | Group

/// A neighbor, and the group that it is a member of.
type private Peer =
    { Name: string
      Kind: Kind
      Of: string option
      Remote: string }

let private kindOf (name: string) =
    if name.StartsWith "eth" then Interface
    elif name = "SPINE" then Group
    else Address

let private peers =
    gen {
        let! names =
            someOf 3 [ "10.0.0.1"; "10.0.0.2"; "2001:db8::1"; "2001:db8::a"; "eth0"; "eth1" ]

        let! group = chance 35 (Gen.constant "SPINE")

        let! members = names |> Gen.collectToList (fun _ -> Gen.elements [ group; None ])

        let own = Option.toList group |> List.map (fun name -> name, None)

        let remote (name, group) =
            // What FRR drops of a session inside the AS is a spelling of its own.
            Gen.elements (
                [ "64513"; "64514"; "external" ]
                @ (if kindOf name = Group then [] else [ "internal" ])
            )
            |> Gen.map (fun remote ->
                { Name = name
                  Kind = kindOf name
                  Of = group
                  Remote = remote })

        let! peers = own @ List.zip names (List.ofSeq members) |> Gen.collectToList remote
        return List.ofSeq peers
    }

let private birth (peer: Peer) =
    match peer.Kind, peer.Of with
    | Group, _ ->
        [ $"neighbor {peer.Name} peer-group"
          $"neighbor {peer.Name} remote-as {peer.Remote}" ]
    | Address, Some group -> [ $"neighbor {peer.Name} peer-group {group}" ]
    | Interface, Some group -> [ $"neighbor {peer.Name} interface peer-group {group}" ]
    | Address, None -> [ $"neighbor {peer.Name} remote-as {peer.Remote}" ]
    | Interface, None -> [ $"neighbor {peer.Name} interface remote-as {peer.Remote}" ]
    |> List.map Line

/// What holds for the session.
let private session (peer: Peer) =
    let say words = $"neighbor {peer.Name} {words}"

    let ifAddress percent =
        if peer.Kind = Address then percent else 0

    some
        [ maybe 20 [ say "description one of ours"; say "description upstream" ]
          maybe 10 [ say "local-as 64600 no-prepend replace-as"; say "local-as 64601" ]
          maybe 10 [ say "shutdown" ]
          maybe 25 [ say "bfd"; say "bfd profile fast"; say "bfd profile slow" ]
          maybe 15 [ say "password one"; say "password two" ]
          maybe (ifAddress 15) [ say "port 180"; say "port 181" ]
          maybe
              (if peer.Remote = "internal" then 0 else ifAddress 20)
              [ say "ebgp-multihop 255"; say "ebgp-multihop 3" ]
          maybe (ifAddress 15) [ say "update-source lo"; say "update-source 10.0.0.8" ]
          maybe 20 [ say "timers 30 90"; say "timers 10 30" ]
          maybe 15 [ say "timers connect 10"; say "timers connect 60" ]
          maybe 10 [ say "capability extended-nexthop" ]
          maybe 10 [ say "disable-connected-check" ]
          maybe 10 [ say "passive" ]
          maybe 10 [ say "graceful-restart"; say "graceful-restart-disable" ] ]

/// What holds for it in a family.
let private inFamily isActive (peer: Peer) =
    let say words = $"neighbor {peer.Name} {words}"

    some
        [ maybe 15 [ say "next-hop-self"; say "next-hop-self force" ]
          maybe 10 [ "no " + say "send-community extended" ]
          maybe 15 [ say "soft-reconfiguration inbound" ]
          maybe 10 [ say "allowas-in"; say "allowas-in 3" ]
          maybe 10 [ say "maximum-prefix 100"; say "maximum-prefix 200 warning-only" ]
          maybe 10 [ say "default-originate" ]
          maybe 10 [ say "prefix-list allowed in" ]
          maybe 50 [ say "route-map map-in in" ]
          maybe 50 [ say "route-map map-out out" ]
          maybe 80 [ (if isActive then "no " + say "activate" else say "activate") ] ]

let private unicast isIpv4Active (peers: Peer list) afi =
    gen {
        let isV4 = (afi = "ipv4")
        let! networks = someOf 4 (prefixes (if isV4 then "ip" else "ipv6"))
        let isActive = isV4 && isIpv4Active

        let! neighbors = peers |> Gen.collectToList (inFamily isActive)

        let! others =
            some
                [ maybe 10 [ "redistribute connected"; "redistribute static metric 5" ]
                  maybe 10 [ "maximum-paths 4"; "maximum-paths 8" ]
                  maybe
                      5
                      [ (if isV4 then
                             "aggregate-address 10.0.0.0/8 summary-only"
                         else
                             "aggregate-address 2001::/16") ]
                  maybe 10 [ "import vrf red" ] ]

        // An activation that is taken back is said to a neighbor without one anyway.
        let said =
            List.concat neighbors
            |> List.filter (fun item ->
                not isActive
                || not ((header item).EndsWith " activate")
                || (header item).StartsWith "no ")

        return
            Block(
                $"address-family {afi} unicast",
                [ for prefix in networks -> Line $"network {prefix}" ] @ others @ said
            )
    }

let private vni number =
    gen {
        let! inner =
            some
                [ maybe 40 [ $"rd 64512:{number}"; $"rd 10.0.0.8:{number}" ]
                  maybe 40 [ $"route-target import 64512:{number}"; "route-target import 64512:1" ]
                  maybe 40 [ $"route-target export 64512:{number}"; "route-target export 64512:1" ]
                  maybe 15 [ "advertise-svi-ip" ] ]

        return Block($"vni {number}", inner)
    }

let private evpn (peers: Peer list) =
    gen {
        let! vnis = someOf 2 [ 100; 200; 300 ]
        let! blocks = vnis |> Gen.collectToList vni

        let! general =
            some
                [ maybe 80 [ "advertise-all-vni" ]
                  maybe 20 [ "advertise ipv4 unicast"; "advertise ipv6 unicast" ]
                  maybe 20 [ "rd 64512:9" ]
                  maybe 20 [ "advertise-svi-ip" ] ]

        let! active =
            peers
            |> Gen.collectToList (fun peer -> some [ maybe 60 [ $"neighbor {peer.Name} activate" ] ])

        return Block("address-family l2vpn evpn", general @ List.concat active @ List.ofSeq blocks)
    }

let private router (vrf: string) =
    gen {
        let! peers = peers
        let! asn = mostly 64512 [ 64520 ]
        let! isIpv4Active = Gen.frequency [ 1, Gen.constant true; 3, Gen.constant false ]
        let! sessions = peers |> Gen.collectToList session

        let! general =
            some
                [ maybe 40 [ "bgp router-id 10.0.0.8"; "bgp router-id 10.0.0.9" ]
                  maybe 30 [ "no bgp ebgp-requires-policy" ]
                  maybe 20 [ "no bgp network import-check" ]
                  maybe 15 [ "bgp bestpath as-path multipath-relax" ]
                  maybe 15 [ "bgp graceful-restart" ]
                  maybe 15 [ "bgp log-neighbor-changes" ]
                  maybe 10 [ "timers bgp 5 15"; "timers bgp 10 30" ]
                  maybe 10 [ "bgp cluster-id 10.0.0.3" ] ]

        let! families =
            [ chance 80 (unicast isIpv4Active peers "ipv4")
              chance 50 (unicast isIpv4Active peers "ipv6")
              chance 25 (evpn peers) ]
            |> Gen.collectToList id

        let off =
            if isIpv4Active then
                []
            else
                [ Line "no bgp default ipv4-unicast" ]

        let name = if vrf = "" then "" else $" vrf {vrf}"

        return
            Block(
                $"router bgp {asn}{name}",
                off
                @ general
                @ List.collect birth peers
                @ List.concat sessions
                @ List.choose id (List.ofSeq families)
            )
    }

let routers =
    gen {
        let! vrfs =
            Gen.frequency
                [ 6, Gen.constant [ "" ]
                  3, someOf 3 [ ""; "red"; "blue" ]
                  1, Gen.constant [] ]

        return! vrfs |> List.sort |> Gen.collectToList router
    }
