/// From manifests to candidates: which objects are for this node, and what is wrong with those that cannot be read.
namespace FrrK8s.Rules

open System
open System.Collections.Generic
open System.Text.Json

/// What is known of one object after it was read.
type internal Reading =
    | NotForThisNode
    | Readable of Candidate
    | Unreadable

module internal Reading =
    let prefixes (texts: string seq) =
        texts |> Seq.choose Prefix.tryParse |> Seq.distinct |> Seq.sort |> List.ofSeq

    /// What is no hostname has no line: it could hold a line end.
    let private isHostname (text: string) =
        text.Length >= 1
        && text.Length <= 253
        && text
           |> String.forall (fun c -> Char.IsAsciiLetterOrDigit c || c = '-' || c = '.' || c = '_')

    let settings (input: NodeInput) =
        { AlwaysBlock = prefixes input.AlwaysBlock
          LogLevel = input.LogLevel
          Hostname = Some input.Hostname |> Option.filter isHostname
          FallbackRouterId =
            IpAddress.tryParse input.FallbackRouterId
            |> Option.filter (fun id -> id.Family = V4 && not (IpAddress.isUnspecified id)) }

    /// `passwordSecret` names a secret of the object's namespace.
    let findSecret
        (secrets: IReadOnlyDictionary<struct (string * string), SecretInput>)
        ns
        : ResolveNeighbor.FindSecret =
        fun name ->
            let called = $"the secret {ns}/{name}"

            match secrets.TryGetValue(struct (ns, name)) with
            | false, _ -> Result.Error $"{called} does not exist"
            | true, secret when secret.Type <> "kubernetes.io/basic-auth" ->
                Result.Error $"{called} has the type `{secret.Type}`, it must be `kubernetes.io/basic-auth`"
            | true, secret ->
                match secret.Data.TryGetValue "password" with
                | true, bytes when not (Text.Unicode.Utf8.IsValid(ReadOnlySpan bytes)) ->
                    Result.Error $"the password in {called} is not UTF-8 text"
                | true, bytes ->
                    Password.tryCreate (Text.Encoding.UTF8.GetString bytes)
                    |> Result.map (fst >> Some)
                    |> Result.mapError (fun allowed -> $"the password in {called} is not allowed: {allowed}")
                | _ -> Result.Error $"{called} has no key `password`"

    /// The object whatever nodes it selects.
    let candidate findSecret json : Checked<Candidate> =
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
        | Invalid findings ->
            Unreadable,
            findings
            @ DecodeObject.envelopeFindings json
            @ Checked.findings (candidate findSecret json)
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
        |> Seq.indexed
        |> Seq.groupBy (fun (index, json) ->
            let name = (DecodeObject.metadata json).Name
            // Objects without a name are not one object.
            name, (if name.Name.Length = 0 then index else 0))
        |> Seq.map (fun ((name, _), versions) ->
            let versions = versions |> Seq.map snd

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
