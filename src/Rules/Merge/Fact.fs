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
/// `At` and `Field` say where an object writes it, which for a condition is not the place of the cell.
[<Struct>]
type Fact =
    { Cell: Cell
      At: Place
      Field: string
      Value: string
      IsSecret: bool }

    /// The item or the value or both, for people, on one line.
    member this.Shown =
        let firstLine (text: string) =
            match text.IndexOf '\n' with
            | -1 -> text
            | length -> text.Substring(0, length).TrimEnd '\r' + " …"

        match this.Cell.Item, this.Value with
        | _ when this.IsSecret -> "***"
        | "", value -> firstLine value
        | item, "" -> item
        | item, value -> item + ": " + firstLine value

/// Which facts are asked for: those that could contradict others, or all of them.
type FactScope =
    | Contestable
    | Everything

/// A piece of an object in normal form: an entry of one of its lists. `PathOf` says where the object writes a field
/// of a place; an empty field means the place itself.
type Part =
    { Object: ObjectName
      Config: NodeConfig
      PathOf: Place -> string -> JsonPath }
