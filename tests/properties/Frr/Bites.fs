/// Names of the laws, and a text for each that breaks it: what the rules would render if they did not know better.
module FrrK8s.Properties.Bites

open FrrK8s.Lab.Frr

let parses = "FRR's parser takes every line"
let isTaken = "FRR takes every line and says nothing against it"
let runs = "every rendered statement runs, spelled as it was written"
let addsNothing = "nothing runs that was not rendered"
let means = "FRR gives back what it was told, in other words or the same"
let stays = "loading the same text again changes nothing"
let converges = "frr-reload.py finds nothing to add or to delete"

let private session (lines: string) =
    $"router bgp 64512\n no bgp default ipv4-unicast\n neighbor 10.0.0.1 remote-as 64513\n{lines}\nexit\n"

let private vni (lines: string) =
    session
        $" address-family l2vpn evpn\n  advertise-all-vni\n  vni 200\n{lines}\n  exit-vni\n exit-address-family"

let private onAny =
    [ parses, session " neighbor 10.0.0.1 timers 0 65536"
      // Refused by a daemon, with a code and without.
      isTaken, session " neighbor 10.0.0.1 timers 1 2"
      isTaken, "ip prefix-list a seq 5 permit 10.0.0.0/24 ge 26 le 25\n"
      // The second is refused beside the first.
      means, session " neighbor 10.0.0.1 ebgp-multihop 5\n neighbor 10.0.0.1 ttl-security hops 3"
      // FRR loses the target that it would derive itself, and takes it the second time.
      stays, vni "   route-target import 64512:200\n   route-target import 64512:201" ]

// 10.3 says nothing of the first in its exit code.
let private onUnpacked =
    [ isTaken, "route-map a permit 1\n set ip next-hop 127.0.0.1\nexit\n"
      isTaken, "route-map a permit 1\n set community internet additive\nexit\n" ]

let private onInstalled =
    [ runs, session " neighbor 10.0.0.1 port 179"
      runs, session " neighbor 10.0.0.1 timers 30 60"
      addsNothing, session " neighbor 10.0.0.1 bfd profile a"
      converges, "log stdout debugging\n" ]

let all (release: FrrRelease) =
    let others =
        if release = FrrRelease.Unpacked then
            onUnpacked
        else
            onInstalled

    onAny @ others
