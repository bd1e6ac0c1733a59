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

/// A candidate with what acceptance asks of it again and again.
[<NoEquality; NoComparison>]
type private Applicant =
    { Candidate: Candidate
      Statements: (Fact * Part) list
      Needs: (Requirement * Place) list
      Meets: struct (string * Place) list }

module private Applicant =
    let private places select (candidate: Candidate) =
        [ for requirement in Requirement.all do
              for part in candidate.Parts do
                  for place in select requirement part.Config -> requirement, place ]

    let ofCandidate book (candidate: Candidate) =
        { Candidate = candidate
          Statements = Merge.statements book candidate.Parts
          Needs =
            places (fun requirement -> requirement.Needs) candidate
            |> List.distinctBy (fun (requirement, place) -> requirement.Id, place)
          Meets =
            places (fun requirement -> requirement.Meets) candidate
            |> List.map (fun (requirement, place) -> struct (requirement.Id, place)) }

/// The facts of the admitted objects, by cell. Mutable, and never seen outside one run of `Accept.accept`:
/// a persistent map costs more than everything else in the merge.
type private Ledger() =
    let cells = Dictionary<Cell, (Fact * Part) list>()
    let met = HashSet<struct (string * Place)>()

    member _.HasMet place = met.Contains place

    member this.IsMet(requirement: Requirement, place) =
        this.HasMet(struct (requirement.Id, place))

    /// Whether the applicant contradicts nobody admitted.
    member _.Agrees applicant =
        applicant.Statements
        |> List.forall (fun (fact, _) ->
            match cells.TryGetValue fact.Cell with
            | true, ((known, _) :: _) -> known.Value = fact.Value
            | _ -> true)

    /// Every contradiction of the applicant, with others and with itself.
    member _.Conflicts applicant =
        let admitted (fact: Fact) =
            match cells.TryGetValue fact.Cell with
            | true, known -> known
            | _ -> []

        applicant.Statements
        |> List.groupBy (fun (fact, _) -> fact.Cell)
        |> List.collect (fun (_, own) -> Merge.contradictions (own @ admitted (fst own.Head)))

    member _.Admit applicant =
        for fact, part in applicant.Statements do
            let admitted =
                match cells.TryGetValue fact.Cell with
                | true, known -> known
                | _ -> []

            cells[fact.Cell] <- (fact, part) :: admitted

        met.UnionWith applicant.Meets

module Accept =
    let private age (candidate: Candidate) = candidate.Created, candidate.Object

    let private without (gone: Applicant list) (applicants: Applicant list) =
        let names = gone |> Seq.map _.Candidate.Object |> HashSet

        applicants
        |> List.filter (fun applicant -> not (names.Contains applicant.Candidate.Object))

    /// Those whose needs are met by the ledger or by each other: the largest such group.
    let rec private selfSufficient (ledger: Ledger) (group: Applicant list) =
        let offered = group |> List.collect _.Meets |> HashSet

        let isMet (requirement: Requirement, place) =
            ledger.IsMet(requirement, place)
            || offered.Contains(struct (requirement.Id, place))

        let kept =
            group |> List.filter (fun applicant -> applicant.Needs |> List.forall isMet)

        if kept.Length = group.Length then
            group
        else
            selfSufficient ledger kept

    let private needsNobody ledger applicant =
        applicant.Needs.IsEmpty || not (selfSufficient ledger [ applicant ]).IsEmpty

    /// Admits, one after the other, those that need nothing more than the ledger and themselves.
    let private admitEach (ledger: Ledger) (waiting: Applicant list) =
        waiting
        |> List.filter (fun applicant ->
            let fits = needsNobody ledger applicant && ledger.Agrees applicant

            if fits then
                ledger.Admit applicant

            fits)

    /// Admits together those that need each other.
    let private admitGroup (ledger: Ledger) (waiting: Applicant list) =
        let trial = Ledger()

        let compatible =
            selfSufficient ledger waiting
            |> List.filter (fun applicant ->
                let fits = ledger.Agrees applicant && trial.Agrees applicant

                if fits then
                    trial.Admit applicant

                fits)

        let group = selfSufficient ledger compatible
        group |> List.iter ledger.Admit
        group

    /// Until nothing moves: those admitted, and those that go on waiting.
    let rec private admitWaiting ledger waiting =
        let admitted =
            match admitEach ledger waiting with
            | [] -> admitGroup ledger waiting
            | each -> each

        match admitted with
        | [] -> [], waiting
        | _ ->
            let more, left = admitWaiting ledger (without admitted waiting)
            admitted @ more, left

    let private refuse conflicts unmet applicant =
        { Refused = applicant.Candidate
          Conflicts = conflicts
          Unmet = unmet }

    /// `candidates` in any order; the result does not depend on it. No two have the same name.
    let accept (book: RuleBook) (candidates: Candidate list) : Acceptance =
        let ledger = Ledger()

        let step (admitted, refused, waiting) candidate =
            let applicant = Applicant.ofCandidate book candidate
            let isConsistent = (Merge.contradictions applicant.Statements).IsEmpty

            if not (isConsistent && ledger.Agrees applicant) then
                admitted, refuse (ledger.Conflicts applicant) [] applicant :: refused, waiting
            else
                let bringsNews =
                    applicant.Meets |> List.exists (fun place -> not (ledger.HasMet place))

                let first = admitEach ledger [ applicant ]
                let waiting = if first.IsEmpty then waiting @ [ applicant ] else waiting

                if bringsNews && not waiting.IsEmpty then
                    let now, still = admitWaiting ledger waiting
                    (first @ now) :: admitted, refused, still
                else
                    first :: admitted, refused, waiting

        let admitted, refused, waiting =
            candidates |> List.sortBy age |> List.fold step ([], [], [])

        let inVain applicant =
            let unmet = applicant.Needs |> List.filter (fun need -> not (ledger.IsMet need))
            refuse (ledger.Conflicts applicant) unmet applicant

        { Admitted = admitted |> List.rev |> List.concat |> List.map _.Candidate
          Refusals = List.rev refused @ List.map inVain waiting }
