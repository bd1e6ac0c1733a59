/// Communities as `show running-config` writes them. 0:0 stays a number: FRR 8 calls it `internet`, which FRR 10 does not take.
module internal FrrK8s.Rules.CommunityText

/// The well-known communities (IANA registry) that FRR prints by name.
let private wellKnown =
    [ (65535us, 0us), "graceful-shutdown"
      (65535us, 1us), "accept-own"
      (65535us, 2us), "route-filter-translated-v4"
      (65535us, 3us), "route-filter-v4"
      (65535us, 4us), "route-filter-translated-v6"
      (65535us, 5us), "route-filter-v6"
      (65535us, 6us), "llgr-stale"
      (65535us, 7us), "no-llgr"
      (65535us, 8us), "accept-own-nexthop"
      (65535us, 666us), "blackhole"
      (65535us, 65281us), "no-export"
      (65535us, 65282us), "no-advertise"
      (65535us, 65283us), "local-AS"
      (65535us, 65284us), "no-peer" ]
    |> Map.ofList

/// What stands behind `set` in a route-map.
let set (community: Community) =
    match community with
    | Standard(asn, value) ->
        let text =
            wellKnown |> Map.tryFind (asn, value) |> Option.defaultValue $"{asn}:{value}"

        $"community {text}"
    | Large(a, b, c) -> $"large-community {a}:{b}:{c}"
