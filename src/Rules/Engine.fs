/// The one door into the rules for C#: select, accept, merge, render.
namespace FrrK8s.Rules

open System
open System.Collections.Generic
open System.Text.Json

/// What is known of one object after it was read.
type private Reading =
    | NotForThisNode
    | Readable of Candidate
    | Unreadable

module private Reports =
    let claimInfo (claim: Claim) =
        ClaimInfo(string claim.Object, claim.Path, claim.Value)

    let ofFinding (finding: Finding) =
        Problem("", string finding.Path, finding.Message, Array.empty)

    let private whereAndWhat (claim: Claim) = $"{claim.Object} says `{claim.Value}`"

    /// The longest list of sides that a line spells out.
    let private spelledOut = 6

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
            |> List.truncate spelledOut
            |> List.map whereAndWhat
            |> String.concat ", "

        let others = claims.Length - spelledOut
        let more = if others > 0 then $" and {others} more" else ""

        let message =
            $"conflict on {conflict.Field} of {conflict.Cell.Place}{item}: {sides}{more}; all that say anything must say the same"

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
            |> Option.map (fun part -> string (Field(part.PathOf place, requirement.Field)))
            |> Option.defaultValue ""

        Problem(requirement.Id, path, $"{place}: {requirement.Message}", Array.empty)

module private Pipeline =
    let prefixes (texts: string seq) =
        texts |> Seq.choose Prefix.tryParse |> Seq.distinct |> Seq.sort |> List.ofSeq

    /// What is no hostname has no line: it could hold a line end.
    let private isHostname (text: string) =
        text.Length >= 1
        && text.Length <= 253
        && text
           |> Seq.forall (fun c -> Char.IsAsciiLetterOrDigit c || c = '-' || c = '.' || c = '_')

    let settings (input: NodeInput) =
        { AlwaysBlock = prefixes input.AlwaysBlock
          LogLevel = input.LogLevel
          Hostname = Some input.Hostname |> Option.filter isHostname
          FallbackRouterId = IpAddress.tryParse input.FallbackRouterId }

    /// `passwordSecret` names a secret of the object's namespace.
    let findSecret
        (secrets: IReadOnlyDictionary<struct (string * string), SecretInput>)
        ns
        : Resolve.FindSecret =
        fun name ->
            let called = $"the secret {ns}/{name}"

            match secrets.TryGetValue(struct (ns, name)) with
            | false, _ -> Result.Error $"{called} does not exist"
            | true, secret when secret.Type <> "kubernetes.io/basic-auth" ->
                Result.Error $"{called} has the type `{secret.Type}`, it must be `kubernetes.io/basic-auth`"
            | true, secret ->
                match secret.Data.TryGetValue "password" with
                | true, bytes ->
                    Password.tryCreate (Text.Encoding.UTF8.GetString bytes)
                    |> Result.map fst
                    |> Result.mapError (fun allowed -> $"the password in {called} is not allowed: {allowed}")
                | _ -> Result.Error $"{called} has no key `password`"

    let private candidate findSecret json : Checked<Candidate> =
        let metadata = DecodeObject.metadata json

        DecodeObject.readSpec json
        |> Checked.bind (Resolve.resolve (findSecret metadata.Name.Namespace) metadata.Name)
        |> Checked.map (fun parts ->
            { Object = metadata.Name
              Created = metadata.Created
              Parts = parts })

    /// Metadata and selector come first: most objects of a large cluster are for other nodes.
    let read findSecret tryLabel (json: JsonElement) : Reading * Finding list =
        match DecodeObject.readSelector json with
        | Invalid findings -> Unreadable, findings
        | Valid(selector, _) when not (Selector.matches tryLabel selector) -> NotForThisNode, []
        | Valid(_, warnings) ->
            let checkedCandidate =
                candidate findSecret json
                |> Checked.withFindings (DecodeObject.envelopeFindings json @ warnings)

            match checkedCandidate with
            | Valid(candidate, findings) -> Readable candidate, findings
            | Invalid findings -> Unreadable, findings

    /// The same object given twice is one object. Two different ones of one name cannot both be it.
    let byName (objects: JsonElement seq) =
        objects
        |> Seq.groupBy (fun json -> (DecodeObject.metadata json).Name)
        |> Seq.map (fun (name, versions) ->
            let distinct =
                versions
                |> Seq.fold
                    (fun known (version: JsonElement) ->
                        if known |> List.exists (fun other -> JsonElement.DeepEquals(other, version)) then
                            known
                        else
                            version :: known)
                    []

            name, distinct)
        |> Seq.sortBy fst
        |> List.ofSeq

    let severity wanted (findings: Finding list) =
        findings
        |> List.filter (fun finding -> finding.Severity = wanted)
        |> List.distinct
        |> List.map Reports.ofFinding

    let report (json: JsonElement) verdict problems warnings =
        let metadata = DecodeObject.metadata json

        ObjectReport(
            metadata.Name.Namespace,
            metadata.Name.Name,
            metadata.Generation,
            verdict,
            List.toArray problems,
            List.toArray warnings
        )

    let definedTwice =
        Finding.error
            (Field(Field(Root, "metadata"), "name"))
            "the object is defined more than once, with different contents"

/// Where each fact of the accepted objects comes from.
type private Provenance(candidates: Candidate list) =
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

module private Merged =
    let private section (place: Place) =
        match place with
        | NodePlace -> struct ("", "raw", "")
        | ProfilePlace name -> struct ("", "bfdProfile", name.Text)
        | RouterPlace vrf -> struct (string vrf, "router", "")
        | NeighborPlace(vrf, key) -> struct (string vrf, "neighbor", string key)
        | EvpnPlace vrf -> struct (string vrf, "evpn", "")
        | L2VniPlace(vrf, vni) -> struct (string vrf, "l2vni", string vni)
        | L3VniPlace vrf -> struct (string vrf, "l3vni", "")

    let private value (fact: Fact) =
        match fact.Cell.Item, fact.Shown with
        | "", value -> value
        | item, "" -> item
        | item, value -> $"{item}: {value}"

    let facts (provenance: Provenance) node : IReadOnlyList<MergedFact> =
        [| for fact in Merge.facts MergeRules.all Everything node do
               let struct (router, section, key) = section fact.Cell.Place
               let field = if fact.Field.Length = 0 then section else fact.Field

               MergedFact(
                   router,
                   section,
                   key,
                   field,
                   fact.Cell.Rule,
                   value fact,
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

/// Pure: no I/O, no clock, no randomness. The same input gives the same output, whatever the order of the objects.
[<AbstractClass; Sealed>]
type Engine =
    /// Selects, accepts, merges and renders the configuration of one node.
    /// Nothing in `input` makes this fail: what is wrong is in the reports of the objects.
    static member Compile(input: NodeInput) : NodeResult =
        let secrets = Dictionary<struct (string * string), SecretInput>()

        for secret in input.Secrets do
            secrets[struct (secret.Namespace, secret.Name)] <- secret

        let tryLabel (key: string) =
            match input.NodeLabels.TryGetValue key with
            | true, value -> Some value
            | _ -> None

        let read json =
            Pipeline.read (Pipeline.findSecret secrets) tryLabel json

        let readings =
            Pipeline.byName input.Configurations
            |> List.map (fun (name, versions) ->
                match versions with
                | [ json ] -> name, json, read json
                | several ->
                    let json = List.head several
                    let readings = several |> List.map read

                    let isForOthers =
                        readings |> List.forall (fun (reading, _) -> reading.IsNotForThisNode)

                    name,
                    json,
                    (if isForOthers then
                         NotForThisNode, []
                     else
                         Unreadable, [ Pipeline.definedTwice ]))

        let candidates =
            readings
            |> List.choose (fun (_, _, (reading, _)) ->
                match reading with
                | Readable candidate -> Some candidate
                | NotForThisNode
                | Unreadable -> None)

        let acceptance = Accept.accept MergeRules.all candidates

        let refusals =
            acceptance.Refusals
            |> List.map (fun refusal -> refusal.Refused.Object, refusal)
            |> Map.ofList

        let reports =
            [| for name, json, (reading, findings) in readings do
                   let warnings = Pipeline.severity Warning findings

                   match reading, refusals.TryFind name with
                   | NotForThisNode, _ -> Pipeline.report json Verdict.NotSelected [] []
                   | Unreadable, _ ->
                       Pipeline.report json Verdict.Refused (Pipeline.severity Error findings) warnings
                   | Readable _, None -> Pipeline.report json Verdict.Accepted [] warnings
                   | Readable candidate, Some refusal ->
                       let problems =
                           List.map (Reports.ofConflict name) refusal.Conflicts
                           @ List.map (Reports.ofUnmet candidate) refusal.Unmet

                       Pipeline.report json Verdict.Refused problems warnings |]

        let node =
            acceptance.Admitted
            |> List.collect (fun candidate -> candidate.Parts |> List.map (fun part -> part.Config))
            |> Merge.merge MergeRules.all

        let provenance = Provenance acceptance.Admitted

        let lines =
            [| for line in Render.lines (Pipeline.settings input) node ->
                   RenderedLine(line.Text, Merged.neighborText line.About, lazy (provenance.Infos line.Cells)) |]

        let frozen =
            input.Policy = ConflictPolicy.Freeze
            && reports |> Array.exists (fun report -> report.Verdict = Verdict.Refused)

        NodeResult(reports, frozen, lines, lazy (Merged.facts provenance node))

    /// Why a text is not a prefix for `AlwaysBlock`; null when it is one.
    static member CheckAlwaysBlock(prefix: string) : string | null =
        match Prefix.tryParse prefix with
        | Some _ -> null
        | None -> "a prefix is an IPv4 or IPv6 address, `/` and a length, for example `192.0.2.0/24`"
