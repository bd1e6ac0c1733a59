/// The names of a neighbor's route-maps and prefix-lists. They are an interface: raw snippets refer to them.
/// A neighbor's names begin with its address or interface, followed by `-` and its VRF outside the default one.
module FrrK8s.Rules.Names

open System.Collections.Generic

let private usual (vrf: VrfName) (key: NeighborKey) =
    if vrf.IsDefault then string key else $"{key}-{vrf.Text}"

/// Every name that starts with one of these belongs to the neighbor.
let private stems id = [ id; id + "-denied" ]

/// Two neighbors never share a name: `eth0` in VRF `red` and `eth0-red` in the default VRF would both be `eth0-red`.
/// The first in order keeps it, another gets `:` for `-`, which neither interface nor VRF can hold, as often as it takes.
/// The neighbors come in order, each once.
let assign (neighbors: (VrfName * NeighborKey) list) : string list =
    let taken = HashSet<string>()

    let rec free candidate =
        if stems candidate |> List.exists taken.Contains then
            free (candidate + ":")
        else
            candidate

    let name (vrf: VrfName, key: NeighborKey) =
        let first = usual vrf key

        let name =
            if stems first |> List.exists taken.Contains then
                free $"{key}:{vrf.Text}"
            else
                first

        taken.UnionWith(stems name)
        name

    neighbors |> List.map name

let routeMapOut name = name + "-out"
let routeMapIn name = name + "-in"

let private familyWord family =
    match family with
    | V4 -> "ip"
    | V6 -> "ipv6"

let allowed name family =
    match family with
    | V4 -> name + "-allowed-ipv4"
    | V6 -> name + "-allowed-ipv6"

let private familiesWord (families: Set<Family>) =
    match families.Contains V4, families.Contains V6 with
    | true, true -> "dual"
    | false, true -> "ipv6"
    | _ -> "ipv4"

let incoming name families = $"{name}-inpl-{familiesWord families}"

let denied name families =
    $"{name}-denied-inpl-{familiesWord families}"

let localPref name (value: uint32) family =
    $"{name}-{value}-{familyWord family}-localpref-prefixes"

let community name (value: Community) family =
    $"{name}-{value}-{familyWord family}-community-prefixes"
