/// Which nodes an object is for, for a host that keeps thousands of objects and wants whole only those of its node.
namespace FrrK8s.Rules

open System.Collections.Generic
open System.Text.Json

/// The node selector of one object, read once and asked often. It says what `Engine.Compile` says: an object that has one, and whose
/// selector does not match the labels, is `NotSelected`, and no other object is.
[<Sealed>]
type NodeSelector internal (selector: Selector) =
    /// Whether a node with these labels is selected.
    member _.Matches(labels: IReadOnlyDictionary<string, string>) =
        let tryLabel (key: string) =
            match labels.TryGetValue key with
            | true, value -> Some value
            | _ -> None

        Selector.matches tryLabel selector

    /// The selector in a manifest, of which only `spec.nodeSelector` is looked at. Null when it cannot be read: such an object is refused
    /// on every node, so it is for all of them.
    static member Read(manifest: JsonElement) : NodeSelector | null =
        match DecodeObject.readSelector manifest with
        | Valid(selector, _) -> NodeSelector selector
        | Invalid _ -> null
