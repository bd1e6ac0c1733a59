/// Which objects make up the node: oldest first, each that contradicts none of those admitted before it.
/// A refused object contributes nothing. An admitted one stays, whatever comes after it.
///
/// An object whose requirement nobody meets yet waits, and is tried again as soon as somebody does; it then ranks
/// behind those admitted meanwhile, so that a younger object can never evict an older one.
namespace FrrK8s.Rules

open System
open System.Collections.Generic

/// An object that wants to be admitted. `Created` orders; then the name does.
[<NoEquality; NoComparison>]
type Candidate =
    { Object: ObjectName
      Created: DateTimeOffset
      Parts: Part list }

/// Why an object was not admitted: what it contradicts, and what it needs in vain.
[<NoEquality; NoComparison>]
type Refusal =
    { Refused: Candidate
      Conflicts: Conflict list
      Unmet: (Requirement * Place) list }

[<NoEquality; NoComparison>]
type Acceptance =
    { Admitted: Candidate list
      Refusals: Refusal list }

/// The facts of the admitted objects, by cell. Mutable, and never seen outside one run of `Accept.accept`:
/// a persistent map costs more than everything else in the merge.
type private Ledger(book: RuleBook) =
    let cells = Dictionary<Cell, (Fact * Part) list>()
    let met = HashSet<struct (string * Place)>()

    let statements (candidate: Candidate) =
        [ for part in candidate.Parts do
              for fact in Merge.facts book Contestable part.Config -> fact, part ]

    let requirementPlaces select (candidate: Candidate) =
        [ for requirement in Requirement.all do
              for part in candidate.Parts do
                  for place in select requirement part.Config -> requirement, place ]

    member _.Needs candidate =
        requirementPlaces (fun requirement -> requirement.Needs) candidate
        |> List.distinctBy (fun (requirement, place) -> requirement.Id, place)

    member _.Meets candidate =
        requirementPlaces (fun requirement -> requirement.Meets) candidate
        |> List.map (fun (requirement, place) -> struct (requirement.Id, place))

    member _.HasMet place = met.Contains place

    member this.IsMet(requirement: Requirement, place) =
        this.HasMet(struct (requirement.Id, place))

    member _.Conflicts candidate =
        statements candidate
        |> List.groupBy (fun (fact, _) -> fact.Cell)
        |> List.choose (fun (cell, own) ->
            match cells.TryGetValue cell with
            | true, ((known, _) :: _ as admitted) when
                own |> List.exists (fun (fact, _) -> fact.Value <> known.Value)
                ->
                Some
                    { Cell = cell
                      Field = known.Field
                      Sides = own @ admitted }
            | _ -> None)

    member this.Admit candidate =
        for fact, part in statements candidate do
            let admitted =
                match cells.TryGetValue fact.Cell with
                | true, known -> known
                | _ -> []

            cells[fact.Cell] <- (fact, part) :: admitted

        for place in this.Meets candidate do
            met.Add place |> ignore

module Accept =
    let private age (candidate: Candidate) = candidate.Created, candidate.Object

    let private without (gone: Candidate list) (candidates: Candidate list) =
        let names = gone |> Seq.map _.Object |> HashSet

        candidates
        |> List.filter (fun candidate -> not (names.Contains candidate.Object))

    /// Those whose needs are met by the ledger or by each other: the largest such group.
    let rec private selfSufficient (ledger: Ledger) (group: Candidate list) =
        let offered = group |> List.collect ledger.Meets |> HashSet

        let isMet (requirement: Requirement, place) =
            ledger.IsMet(requirement, place)
            || offered.Contains(struct (requirement.Id, place))

        let kept =
            group
            |> List.filter (fun candidate -> ledger.Needs candidate |> List.forall isMet)

        if kept.Length = group.Length then
            group
        else
            selfSufficient ledger kept

    /// Admits, one after the other, those that need nothing more than the ledger and themselves.
    let private admitEach (ledger: Ledger) (waiting: Candidate list) =
        waiting
        |> List.filter (fun candidate ->
            let fits =
                not (selfSufficient ledger [ candidate ]).IsEmpty
                && (ledger.Conflicts candidate).IsEmpty

            if fits then
                ledger.Admit candidate

            fits)

    /// Admits together those that need each other.
    let private admitGroup book (ledger: Ledger) (waiting: Candidate list) =
        let trial = Ledger book

        let compatible =
            selfSufficient ledger waiting
            |> List.filter (fun candidate ->
                let fits =
                    (ledger.Conflicts candidate).IsEmpty && (trial.Conflicts candidate).IsEmpty

                if fits then
                    trial.Admit candidate

                fits)

        let group = selfSufficient ledger compatible
        group |> List.iter ledger.Admit
        group

    /// Until nothing moves: those admitted, and those that go on waiting.
    let rec private admitWaiting book ledger waiting =
        let admitted =
            match admitEach ledger waiting with
            | [] -> admitGroup book ledger waiting
            | each -> each

        match admitted with
        | [] -> [], waiting
        | _ ->
            let more, left = admitWaiting book ledger (without admitted waiting)
            admitted @ more, left

    /// `candidates` in any order; the result does not depend on it. No two have the same name.
    let accept (book: RuleBook) (candidates: Candidate list) : Acceptance =
        let ledger = Ledger book

        let step (admitted, refused, waiting) candidate =
            match Merge.conflicts book candidate.Parts, ledger.Conflicts candidate with
            | [], [] ->
                let bringsNews =
                    ledger.Meets candidate |> List.exists (fun place -> not (ledger.HasMet place))

                let first = admitEach ledger [ candidate ]
                let waiting = if first.IsEmpty then waiting @ [ candidate ] else waiting

                if bringsNews && not waiting.IsEmpty then
                    let now, still = admitWaiting book ledger waiting
                    (first @ now) :: admitted, refused, still
                else
                    first :: admitted, refused, waiting
            | own, others ->
                let refusal =
                    { Refused = candidate
                      Conflicts = own @ others
                      Unmet = [] }

                admitted, refusal :: refused, waiting

        let admitted, refused, waiting =
            candidates |> List.sortBy age |> List.fold step ([], [], [])

        let inVain candidate =
            { Refused = candidate
              Conflicts = ledger.Conflicts candidate
              Unmet = ledger.Needs candidate |> List.filter (fun need -> not (ledger.IsMet need)) }

        { Admitted = admitted |> List.rev |> List.concat
          Refusals = List.rev refused @ List.map inVain waiting }
