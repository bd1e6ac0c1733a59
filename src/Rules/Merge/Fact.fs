/// A claim seen from afar: at this place, by this rule, for this item, somebody says this value.
/// Merging is the union of all facts; a conflict is a cell for which two values are claimed. Nothing else can go wrong.
namespace FrrK8s.Rules

/// What a fact is about.
type Place =
    | NodePlace
    | ProfilePlace of ProfileName
    | RouterPlace of VrfName
    | NeighborPlace of VrfName * NeighborKey
    | EvpnPlace of VrfName
    | L2VniPlace of VrfName * Vni
    | L3VniPlace of VrfName

    /// For people.
    override this.ToString() =
        match this with
        | NodePlace -> "node"
        | ProfilePlace name -> $"bfd profile {name.Text}"
        | RouterPlace vrf -> $"router of vrf {vrf}"
        | NeighborPlace(vrf, key) -> $"neighbor {key} of vrf {vrf}"
        | EvpnPlace vrf -> $"evpn of vrf {vrf}"
        | L2VniPlace(vrf, vni) -> $"l2vni {vni} of vrf {vrf}"
        | L3VniPlace vrf -> $"l3vni of vrf {vrf}"

/// What can hold one value only. `Item` tells apart what one field holds many of (the prefix of a local preference); else it is empty.
[<Struct>]
type Cell =
    { Place: Place
      Rule: string
      Item: string }

/// The value is in normal form, so that equal texts are equal values. A secret's value is its fingerprint.
[<Struct>]
type Fact =
    { Cell: Cell
      Field: string
      Value: string
      IsSecret: bool }

    /// The value for people.
    member this.Shown = if this.IsSecret then "***" else this.Value

/// Which facts are asked for: those that could contradict others, or all of them.
type FactScope =
    | Contestable
    | Everything

/// A piece of an object in normal form: an entry of one of its lists, with what is needed to say where it stands.
type Part =
    { Object: ObjectName
      Config: NodeConfig
      PathOf: Place -> JsonPath }
