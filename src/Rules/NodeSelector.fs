/// The node selector of an object as the outside sees it: which labels it selects, and what it has to do with others.
namespace FrrK8s.Rules

open System
open System.Collections.Generic
open System.Text.Json

/// Selectors that select the same nodes are equal, however they are written.
[<Sealed>]
type NodeSelector internal (selector: Selector) =
    let reach = SelectorReach.ofSelector selector
    let hash = (hash reach)

    let anchors: IReadOnlyList<KeyValuePair<string, string>> | null =
        match SelectorReach.anchors reach with
        | Some(key, values) -> [| for value in values -> KeyValuePair(key, value) |]
        | None -> null

    member internal _.Reach = reach

    /// Whether a node with these labels is selected.
    member _.Matches(labels: IReadOnlyDictionary<string, string>) =
        Selector.matches
            (fun key ->
                match labels.TryGetValue key with
                | true, value -> Some value
                | _ -> None)
            selector

    /// Whether a node could have labels that both select.
    member _.CanMeet(other: NodeSelector) = SelectorReach.meets reach other.Reach

    /// Whether the other one selects every node that this one could ever select.
    member _.Implies(other: NodeSelector) = SelectorReach.implies other.Reach reach

    /// Whether any labels are selected.
    member _.IsSatisfiable = SelectorReach.isSatisfiable reach

    /// Every selected node has one of these labels; null when no such list can be made. Empty: no node is ever selected.
    member _.Anchors = anchors

    /// The selector in a manifest, of which only `spec.nodeSelector` is looked at. Null when it cannot be read: such an object is refused
    /// on every node, so it is for all of them.
    static member Read(manifest: JsonElement) : NodeSelector | null =
        match DecodeObject.readSelector manifest with
        | Valid(selector, _) -> NodeSelector selector
        | Invalid _ -> null

    override _.GetHashCode() = hash

    override _.Equals(other) =
        match other with
        | :? NodeSelector as that -> hash = that.GetHashCode() && reach = that.Reach
        | _ -> false

    interface IEquatable<NodeSelector> with
        member this.Equals(other) = this.Equals(box other)
