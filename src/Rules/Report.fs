/// What is told of the outcome: problems with both sides named, and where each value comes from.
namespace FrrK8s.Rules

open System.Collections.Generic

module internal Reports =
    let claimInfo (claim: Claim) =
        ClaimInfo(string claim.Object, claim.Path, claim.Value)

    let private none: Lazy<IReadOnlyList<ClaimInfo>> =
        lazy (Array.empty :> IReadOnlyList<ClaimInfo>)

    let ofFinding (finding: Finding) =
        Problem("", string finding.Path, finding.Message, none)

    let ofFrr (refusal: FrrRefusal) =
        Problem("", refusal.Path, refusal.Message, none)

    /// The longest list of objects that a line spells out.
    let private spelledOut = 5

    /// The first objects in order, and how many more there are. Thousands of objects may make one claim.
    let private objects (side: (Fact * Part) list) =
        let all = HashSet(side |> Seq.map (fun (_, part) -> part.Object))

        let keep (first: Set<ObjectName>) object =
            if first.Count < spelledOut then
                first.Add object
            elif object < first.MaximumElement then
                first.Remove(first.MaximumElement).Add object
            else
                first

        let first = all |> Seq.fold keep Set.empty
        List.ofSeq first, all.Count - first.Count

    /// The first claim of a side, in order of object and path.
    let private leading (side: (Fact * Part) list) =
        let first = side |> Seq.map (fun (_, part) -> part.Object) |> Seq.min

        side
        |> List.filter (fun (_, part) -> part.Object = first)
        |> List.map Merge.claim
        |> List.min

    /// Who says one value: `a/x says "1"`, `a/x, a/y and 7 more say "1"`.
    let private said (item: string) value side =
        let named, more = objects side
        let others = if more > 0 then $" and {more} more" else ""
        let names = named |> List.map string |> String.concat ", "
        let verb = if named.Length = 1 then "says" else "say"

        let bare: string =
            if (value: string).StartsWith(item + ": ") then
                value.Substring(item.Length + 2)
            else
                value

        $"{names}{others} {verb} `{bare}`"

    let ofConflict (object: ObjectName) (conflict: Conflict) =
        let sides =
            conflict.Sides
            |> List.groupBy (fun (fact, _) -> fact.Value)
            |> List.map (fun (_, side) -> leading side, side)
            |> List.sortBy fst

        let words =
            sides
            |> List.mapi (fun index (claim, side) ->
                let isSecret = (fst side.Head).IsSecret
                said conflict.Cell.Item (if isSecret then $"*** ({index + 1})" else claim.Value) side)
            |> String.concat ", "

        let field =
            if MergeRules.conditions.Contains conflict.Cell.Rule then
                ""
            else
                $"{conflict.Field} of "

        let item =
            if conflict.Cell.Item.Length = 0 then
                ""
            else
                $" for {conflict.Cell.Item}"

        let legal =
            MergeRules.legal.TryFind conflict.Cell.Rule
            |> Option.map (fun legal -> $"; {legal}")
            |> Option.defaultValue ""

        let ownPath =
            conflict.Sides
            |> List.filter (fun (_, part) -> part.Object = object)
            |> List.map Merge.claim
            |> List.sort
            |> List.tryHead
            |> Option.map _.Path
            |> Option.defaultValue ""

        Problem(
            conflict.Cell.Rule,
            ownPath,
            $"conflict on {field}{conflict.Cell.Place}{item}: {words}{legal}",
            lazy (Merge.claims conflict |> List.map claimInfo |> Array.ofList :> IReadOnlyList<ClaimInfo>)
        )

    let ofUnmet (candidate: Candidate) (requirement: Requirement, place: Place) =
        let path =
            candidate.Parts
            |> List.tryFind (fun part -> requirement.Needs part.Config |> List.contains place)
            |> Option.map (fun part -> string (part.PathOf place requirement.Field))
            |> Option.defaultValue ""

        Problem(requirement.Id, path, $"{place}: {requirement.Message}", none)

/// Where each fact of the accepted objects comes from.
type internal Provenance(candidates: Candidate list) =
    let sources =
        lazy
            (let found = Dictionary<Cell, (Fact * Part) list>()

             for candidate in candidates do
                 for part in candidate.Parts do
                     for fact in Merge.facts MergeRules.all Everything part.Config do
                         let known =
                             match found.TryGetValue fact.Cell with
                             | true, known -> known
                             | _ -> []

                         found[fact.Cell] <- (fact, part) :: known

             found)

    member _.Of(cell: Cell) : Claim list =
        match sources.Value.TryGetValue cell with
        | true, sides -> sides |> List.map Merge.claim |> List.distinct |> List.sort
        | _ -> []

    member this.Infos(cells: Cell list) : IReadOnlyList<ClaimInfo> =
        cells
        |> List.collect this.Of
        |> List.distinct
        |> List.map Reports.claimInfo
        |> Array.ofList
        :> IReadOnlyList<ClaimInfo>

module internal Merged =
    let private section (place: Place) =
        match place with
        | NodePlace -> struct ("", "raw", "")
        | ProfilePlace name -> struct ("", "bfdProfile", name.Text)
        | RouterPlace vrf -> struct (string vrf, "router", "")
        | NeighborPlace(vrf, key) -> struct (string vrf, "neighbor", string key)
        | EvpnPlace vrf -> struct (string vrf, "evpn", "")
        | L2VniPlace(vrf, vni) -> struct (string vrf, "l2vni", string vni)
        | L3VniPlace vrf -> struct (string vrf, "l3vni", "")

    let facts (provenance: Provenance) node : IReadOnlyList<MergedFact> =
        [| for fact in Merge.facts MergeRules.all Everything node do
               if not (MergeRules.conditions.Contains fact.Cell.Rule) then
                   let struct (router, section, key) = section fact.Cell.Place
                   let field = if fact.Field.Length = 0 then section else fact.Field

                   MergedFact(
                       router,
                       section,
                       key,
                       field,
                       fact.Cell.Rule,
                       fact.Shown,
                       provenance.Infos [ fact.Cell ]
                   ) |]

    let neighborText (place: Place) =
        match place with
        | NeighborPlace(vrf, key) when vrf.IsDefault -> string key
        | NeighborPlace(vrf, key) -> $"{key} vrf {vrf.Text}"
        | NodePlace
        | ProfilePlace _
        | RouterPlace _
        | EvpnPlace _
        | L2VniPlace _
        | L3VniPlace _ -> ""
