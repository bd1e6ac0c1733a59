/// Whole configurations: what this product writes, and what others write beside it.
module FrrK8s.Properties.DrawConfigurations

open FsCheck
open FsCheck.FSharp
open FrrK8s.Properties.Configuration
open FrrK8s.Properties.Draw
open FrrK8s.Properties.DrawPolicies

/// What FRR itself says first. Both sides of a comparison have the same.
let preamble =
    some
        [ maybe 60 [ "frr version 8.4.4"; "frr version 10.3" ]
          maybe
              60
              [ "frr defaults traditional"
                "frr defaults traditional"
                "frr defaults datacenter" ] ]

let private basics =
    some
        [ maybe 20 [ "hostname node"; "hostname other" ]
          maybe 20 [ "log stdout informational"; "log syslog errors" ]
          maybe 15 [ "debug bgp updates in"; "debug zebra events" ]
          maybe 15 [ "no ip nht resolve-via-default"; "ip nht resolve-via-default" ] ]

let private vrf name =
    gen {
        let! vni = some [ maybe 80 [ "vni 100"; "vni 200" ] ]
        return Block($"vrf {name}", vni)
    }

let private bfdTimes =
    some
        [ maybe 40 [ "transmit-interval 100"; "transmit-interval 200" ]
          maybe 40 [ "receive-interval 100" ]
          maybe 30 [ "detect-multiplier 5" ]
          maybe 20 [ "echo-mode" ]
          maybe 20 [ "passive-mode" ]
          maybe 20 [ "minimum-ttl 200" ] ]

let private bfdBlock header =
    bfdTimes |> Gen.map (fun times -> Block(header, times))

let private bfd =
    gen {
        let! profiles = someOf 2 [ "profile fast"; "profile slow" ]
        let! peers = someOf 1 [ "peer 10.0.0.1"; "peer 10.0.0.2 local-address 10.0.0.8" ]
        let! blocks = profiles @ peers |> Gen.collectToList bfdBlock

        return
            (if blocks.IsEmpty then
                 []
             else
                 [ Block("bfd", List.ofSeq blocks) ])
    }

/// What no renderer of ours writes, and chapters that are not read.
let private strangers =
    gen {
        let! lines =
            some
                [ maybe 10 [ "ip route 10.9.0.0/16 10.0.0.9"; "ip route 10.9.0.0/16 blackhole" ]
                  maybe 5 [ "ipv6 route 2001:db8:9::/48 2001:db8::9" ]
                  maybe 5 [ "some statement of tomorrow" ]
                  maybe 5 [ "service integrated-vtysh-config" ] ]

        let! blocks =
            [ Block(
                  "interface eth0",
                  [ Line "description to the top of rack"; Line "ip address 10.0.0.8/24" ]
              )
              Block("interface eth1", [ Line "shutdown" ])
              Block("router ospf", [ Line "ospf router-id 10.0.0.8"; Line "network 10.0.0.0/8 area 0" ])
              Block("line vty", [ Line "exec-timeout 0 0" ]) ]
            |> Gen.collectToList (fun block -> chance 8 (Gen.constant block))

        return lines @ List.choose id (List.ofSeq blocks)
    }

/// What the product writes: lists, route-maps, VRFs, BFD, routers.
let owned =
    gen {
        let! policies = policies
        let! vrfs = someOf 2 [ "red"; "blue" ]
        let! vrfs = vrfs |> Gen.collectToList vrf
        let! routers = DrawRouters.routers
        let! bfd = Gen.frequency [ 2, Gen.constant []; 1, bfd ]
        return List.concat [ policies; List.ofSeq vrfs; List.ofSeq routers; bfd ]
    }

/// Everything but the preamble.
let configuration =
    gen {
        let! basics = basics
        let! strangers = strangers
        let! owned = owned
        return basics @ strangers @ owned
    }
