/// What is told of the outcome: problems with both sides named, and where each value comes from.
namespace FrrK8s.Rules

open System.Collections.Generic

module internal Reports =
    let claimInfo (claim: Claim) =
        ClaimInfo(string claim.Object, claim.Path, claim.Value)

    let ofFinding (finding: Finding) =
        Problem("", string finding.Path, finding.Message, Array.empty)

    /// The longest list of objects that a line spells out.
    let private spelledOut = 5

    /// Who says one value: `a/x says "1"`, `a/x, a/y and 7 more say "1"`.
    let private side (item: string) (value: string, claims: Claim list) =
        let objects = claims |> List.map (fun claim -> string claim.Object) |> List.distinct
        let named = objects |> List.truncate spelledOut |> String.concat ", "
        let more = objects.Length - spelledOut
        let others = if more > 0 then $" and {more} more" else ""
        let verb = if objects.Length = 1 then "says" else "say"

        let said =
            if value.StartsWith(item + ": ") then
                value.Substring(item.Length + 2)
            else
                value

        $"{named}{others} {verb} `{said}`"

    let private ownPath (object: ObjectName) (claims: Claim list) =
        claims
        |> List.tryFind (fun claim -> claim.Object = object)
        |> Option.map (fun claim -> claim.Path)
        |> Option.defaultValue ""

    let ofConflict (object: ObjectName) (conflict: Conflict) =
        let claims = Merge.claims conflict

        let item =
            if conflict.Cell.Item.Length = 0 then
                ""
            else
                $" for {conflict.Cell.Item}"

        let sides =
            claims
            |> List.groupBy _.Value
            |> List.map (side conflict.Cell.Item)
            |> String.concat ", "

        let legal =
            MergeRules.legal.TryFind conflict.Cell.Rule
            |> Option.map (fun legal -> $"; {legal}")
            |> Option.defaultValue ""

        let field =
            if MergeRules.conditions.Contains conflict.Cell.Rule then
                ""
            else
                $"{conflict.Field} of "

        let message = $"conflict on {field}{conflict.Cell.Place}{item}: {sides}{legal}"

        Problem(
            conflict.Cell.Rule,
            ownPath object claims,
            message,
            claims |> List.map claimInfo |> Array.ofList
        )

    let ofUnmet (candidate: Candidate) (requirement: Requirement, place: Place) =
        let path =
            candidate.Parts
            |> List.tryFind (fun part -> requirement.Needs part.Config |> List.contains place)
            |> Option.map (fun part -> string (part.PathOf place requirement.Field))
            |> Option.defaultValue ""

        Problem(requirement.Id, path, $"{place}: {requirement.Message}", Array.empty)

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
