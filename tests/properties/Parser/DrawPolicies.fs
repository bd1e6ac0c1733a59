/// Filters as people and programs write them: lists, route-maps. Few names and few prefixes, so that two configurations often speak of
/// the same.
module FrrK8s.Properties.DrawPolicies

open FsCheck
open FsCheck.FSharp
open FrrK8s.Properties.Configuration
open FrrK8s.Properties.Draw

let private prefixesV4 =
    [ "10.1.0.0/16"
      "10.1.2.0/24"
      "10.2.0.0/16"
      "192.0.2.0/24"
      "198.51.100.7/32" ]

let private prefixesV6 =
    [ "2001:db8::/32"; "2001:db8:1::/48"; "2001:db8:2::/48"; "fc00::/7" ]

let prefixes afi =
    if afi = "ip" then prefixesV4 else prefixesV6

let listNames = [ "allowed"; "blocked" ]
let mapNames = [ "map-in"; "map-out" ]

let private all (parts: Gen<'value> list) : Gen<'value list> = Gen.collectToList id parts

/// A line that is there or not.
let maybe percent (values: string list) : Gen<Item option> =
    chance percent (Gen.elements values) |> Gen.map (Option.map Line)

/// The lines that were drawn.
let some (parts: Gen<Item option> list) : Gen<Item list> = all parts |> Gen.map (List.choose id)

/// How a prefix is bounded; the length that it has is between the bounds.
let private bounded afi (prefix: string) =
    let length = int (prefix.Split '/').[1]
    let bits = if afi = "ip" then 32 else 128

    if length + 2 > bits then
        Gen.constant prefix
    else
        Gen.frequency
            [ 4, Gen.constant prefix
              1, Gen.constant $"{prefix} ge {length + 1}"
              2, Gen.constant $"{prefix} le {bits}"
              2, Gen.constant $"{prefix} ge {length + 1} le {bits}" ]

/// A list: all permit, or mixed, or closed by `deny any`; numbered or not; each prefix once.
let private prefixList name =
    gen {
        let! afi = Gen.elements [ "ip"; "ip"; "ipv6" ]
        let! chosen = someOf 4 (prefixes afi)
        let! chosen = chosen |> List.map (bounded afi) |> all
        let! isMixed = Gen.elements [ false; false; true ]

        let action =
            if isMixed then
                Gen.elements [ "permit"; "deny" ]
            else
                Gen.constant "permit"

        let! actions = Gen.listOfLength chosen.Length action
        let! last = Gen.frequency [ 3, Gen.constant []; 1, Gen.constant [ "deny any" ] ]
        let! isNumbered = Gen.elements [ true; true; false ]
        let! first = Gen.elements [ 5; 5; 10; 100 ]

        let entries =
            List.map2 (fun action prefix -> $"{action} {prefix}") actions chosen @ last

        let number index =
            if isNumbered then $"seq {first + 5 * index} " else ""

        return
            entries
            |> List.mapi (fun index entry -> Line $"{afi} prefix-list {name} {number index}{entry}")
    }

let private communities = [ "65000:100"; "65000:200"; "65535:666" ]

let private communitySet =
    gen {
        let! first = Gen.elements communities
        let! more = someOf 2 communities
        return first :: more |> List.distinct |> String.concat " "
    }

let private entry name number =
    gen {
        let! action = mostly "permit" [ "deny" ]
        let! list = Gen.elements listNames
        let! community = communitySet
        let! additive = Gen.elements [ " additive"; "" ]

        let! clauses =
            some
                [ maybe 10 [ "description the first"; "description another" ]
                  maybe 50 [ $"match ip address prefix-list {list}"; "match ip address 10" ]
                  maybe 30 [ $"match ipv6 address prefix-list {list}" ]
                  maybe 15 [ "match community trusted"; "match community trusted exact-match" ]
                  maybe 10 [ "match as-path own" ]
                  maybe 10 [ "match metric 50" ]
                  maybe 20 [ "on-match next"; "on-match goto 90" ]
                  maybe 20 [ $"set community {community}{additive}" ]
                  maybe 15 [ "set large-community 1:2:3 additive"; "set large-community 1:2:3 4:5:6" ]
                  maybe 25 [ "set local-preference 200"; "set local-preference 300" ]
                  maybe 15 [ "set metric 10"; "set metric +5" ]
                  maybe 10 [ "set as-path prepend 64512 64512" ]
                  maybe 10 [ "set ip next-hop 10.0.0.9"; "set ip next-hop peer-address" ]
                  maybe 10 [ "set ipv6 next-hop global 2001:db8::9" ]
                  maybe 10 [ "set origin igp" ] ]

        return Block($"route-map {name} {action} {number}", clauses)
    }

let private routeMap name =
    gen {
        let! numbers = someOf 3 [ 1; 10; 20; 90 ]
        return! numbers |> List.sort |> List.map (entry name) |> all
    }

let private communityLists =
    some
        [ maybe
              15
              [ "bgp community-list standard trusted seq 5 permit 65000:100"
                "bgp community-list standard trusted seq 5 permit 65000:200" ]
          maybe 15 [ "bgp community-list standard trusted seq 10 permit 65535:666" ]
          maybe 10 [ "bgp large-community-list standard big seq 5 permit 1:2:3" ]
          maybe 10 [ "bgp as-path access-list own seq 5 permit ^64512_" ]
          maybe 10 [ "bgp as-path access-list own seq 10 deny .*" ]
          maybe 10 [ "access-list 10 seq 5 permit 10.0.0.0/8" ] ]

/// Lists first, then the route-maps.
let policies =
    gen {
        let! names = someOf 2 listNames
        let! lists = names |> List.map prefixList |> all
        let! others = communityLists
        let! maps = someOf 2 mapNames
        let! entries = maps |> List.map routeMap |> all
        return List.concat lists @ others @ List.concat entries
    }
