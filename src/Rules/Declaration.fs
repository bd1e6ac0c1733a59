/// One FRRConfiguration read by itself, whatever nodes it selects: what it claims, and what is wrong with it.
namespace FrrK8s.Rules

open System
open System.Collections.Generic
open System.Text.Json

/// What an object says of one thing that can hold one value only. Two objects that say different things of one cell
/// are in conflict, and there is no other way to be.
[<Sealed>]
type DeclaredClaim internal (cell: Cell, value: string, statements: (Fact * Part) list) =
    /// Of what it is said: equal for equal things.
    member _.Cell = cell
    /// What is said, in normal form; a secret's fingerprint. For comparing, never for people.
    member _.Value = value
    /// Where it is said.
    member internal _.Statements = statements

/// Read once for every version of an object; nothing in it changes. Secrets are not looked into: a password that stands
/// in one claims nothing here.
[<Sealed>]
type Declaration
    internal
    (
        metadata: Metadata,
        selector: NodeSelector | null,
        candidate: Candidate option,
        problems: Problem list,
        warnings: Problem list,
        secretNames: string list
    ) =
    let claims =
        match candidate with
        | Some known -> Merge.statements MergeRules.all known.Parts
        | None -> []
        |> List.groupBy (fun (fact, _) -> struct (fact.Cell, fact.Value))
        |> Seq.map (fun (struct (cell, value), statements) -> DeclaredClaim(cell, value, statements))
        |> Array.ofSeq

    let places select =
        [| for known in Option.toList candidate do
               for requirement in Requirement.all do
                   for part in known.Parts do
                       for place in select requirement part.Config -> requirement.Id, place |]
        |> Array.distinct

    let meets = places (fun requirement -> requirement.Meets)

    let needs = places (fun requirement -> requirement.Needs) |> Array.except meets

    let text (id: string, place: Place) = $"{id} {place}"

    member internal _.Candidate = candidate

    /// `metadata.namespace`, `default` when there is none.
    member _.Namespace = metadata.Name.Namespace
    /// `metadata.name`
    member _.Name = metadata.Name.Name
    /// `namespace/name`
    member _.Id = string metadata.Name
    /// `metadata.creationTimestamp`: the older object keeps its place.
    member _.Created = metadata.Created
    /// Null when it cannot be read: then nobody knows which nodes are meant, and the object counts on none.
    member _.Selector = selector
    /// Whether it contributes anything where it is selected: it is allowed in itself.
    member _.IsSound = candidate.IsSome
    /// What is wrong with the object in itself; empty when it is sound.
    member _.Problems: IReadOnlyList<Problem> = List.toArray problems
    /// What was ignored or is probably not meant.
    member _.Warnings: IReadOnlyList<Problem> = List.toArray warnings
    /// The secrets that it refers to, all of its own namespace.
    member _.SecretNames: IReadOnlyList<string> = List.toArray secretNames
    /// Everything that another object could contradict.
    member _.Claims: IReadOnlyList<DeclaredClaim> = claims
    /// What some other object must bring, and this one does not.
    member _.Needs: IReadOnlyList<string> = Array.map text needs
    /// What it brings for those that need it.
    member _.Meets: IReadOnlyList<string> = Array.map text meets

    override this.ToString() = this.Id

module internal Declarations =
    let private selfContradictions (candidate: Candidate) =
        Merge.conflicts MergeRules.all candidate.Parts
        |> List.map (Reports.ofConflict candidate.Object)

    let read (json: JsonElement) =
        let metadata = DecodeObject.metadata json
        let secrets = HashSet<string>(StringComparer.Ordinal)

        let unseen name =
            secrets.Add name |> ignore
            Ok None

        let candidate =
            Reading.candidate (fun _ -> unseen) json
            |> Checked.withFindings (
                DecodeObject.envelopeFindings json
                @ Checked.findings (DecodeObject.readSelector json)
            )

        let errors = Reading.severity Error (Checked.findings candidate)

        let contradictions =
            match candidate with
            | Valid(candidate, _) -> selfContradictions candidate
            | Invalid _ -> []

        let sound =
            match candidate, contradictions with
            | Valid(candidate, _), [] -> Some candidate
            | _ -> None

        Declaration(
            metadata,
            NodeSelector.Read json,
            sound,
            errors @ contradictions,
            Reading.severity Warning (Checked.findings candidate),
            List.ofSeq secrets
        )
