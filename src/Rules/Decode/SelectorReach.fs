/// What two selectors have to do with each other, whatever nodes there are: labels can be given to a node at any time.
/// Terms about different keys do not concern each other, so a selector is one demand a key.
namespace FrrK8s.Rules

/// The values that a label may have.
type LabelValues =
    | OneOf of Set<string>
    | AnyBut of Set<string>

/// What one label of a selected node must be: one of the values, or absent where it may be.
type LabelDemand =
    { MayBeAbsent: bool
      Values: LabelValues }

/// A selector in normal form: the keys about which it demands something. Equal reaches select the same nodes.
type SelectorReach =
    private
        { Demands: Map<string, LabelDemand> }

module SelectorReach =
    let private ofTerm (term: Term) =
        let values = Set.ofList term.Values

        match term.Operator with
        | In ->
            { MayBeAbsent = false
              Values = OneOf values }
        | NotIn ->
            { MayBeAbsent = true
              Values = AnyBut values }
        | Exists ->
            { MayBeAbsent = false
              Values = AnyBut Set.empty }
        | DoesNotExist ->
            { MayBeAbsent = true
              Values = OneOf Set.empty }

    let private both one other =
        { MayBeAbsent = one.MayBeAbsent && other.MayBeAbsent
          Values =
            match one.Values, other.Values with
            | OneOf a, OneOf b -> OneOf(Set.intersect a b)
            | OneOf a, AnyBut b
            | AnyBut b, OneOf a -> OneOf(Set.difference a b)
            | AnyBut a, AnyBut b -> AnyBut(Set.union a b) }

    /// There are more label values than anybody can except.
    let private canHold demand =
        demand.MayBeAbsent
        || match demand.Values with
           | OneOf values -> not values.IsEmpty
           | AnyBut _ -> true

    /// All that fulfils one demand fulfils the other.
    let private isWithin wide narrow = both narrow wide = narrow

    let private join (one: Map<string, LabelDemand>) (other: Map<string, LabelDemand>) =
        (one, other)
        ||> Map.fold (fun joined key demand ->
            match joined.TryFind key with
            | Some known -> joined.Add(key, both known demand)
            | None -> joined.Add(key, demand))

    let ofSelector selector =
        { Demands =
            Selector.terms selector
            |> List.map (fun term -> Map.ofList [ term.Key, ofTerm term ])
            |> List.fold join Map.empty }

    /// Whether some labels are selected at all.
    let isSatisfiable reach =
        reach.Demands |> Map.forall (fun _ demand -> canHold demand)

    /// Whether some labels are selected by both.
    let meets one other =
        // Each pair of objects in conflict asks: no map is made for those that do not concern each other.
        isSatisfiable one
        && isSatisfiable other
        && one.Demands
           |> Map.forall (fun key demand ->
               match other.Demands.TryFind key with
               | Some theirs -> canHold (both demand theirs)
               | None -> true)

    /// Whether all labels that `narrow` selects are selected by `wide` too.
    let implies wide narrow =
        not (isSatisfiable narrow)
        || wide.Demands
           |> Map.forall (fun key demand ->
               match narrow.Demands.TryFind key with
               | Some theirs -> isWithin demand theirs
               | None -> false)

    /// Labels of which a selected node has one; none when no such list can be made.
    let anchors reach =
        reach.Demands
        |> Map.toSeq
        |> Seq.choose (fun (key, demand) ->
            match demand.MayBeAbsent, demand.Values with
            | false, OneOf values -> Some(key, values)
            | _ -> None)
        |> Seq.sortBy (fun (_, values) -> values.Count)
        |> Seq.tryHead
