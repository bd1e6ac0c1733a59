/// The words in which the outside speaks to the rules: what goes in, what comes out.
/// Plain .NET types only, so that C# needs to know nothing of F#. No member of these types ever holds a secret.
namespace FrrK8s.Rules

open System
open System.Collections.Generic
open System.Text
open System.Text.Json

/// What happens to the node when some object cannot be admitted.
type ConflictPolicy =
    /// The refused object contributes nothing; everyone else's changes go on.
    | Isolate = 0
    /// Any refusal leaves the node on its last good configuration.
    | Freeze = 1

/// FRRK8sConfiguration `spec.logLevel`.
type LogLevel =
    | All = 0
    | Debug = 1
    | Info = 2
    | Warn = 3
    | Error = 4
    | None = 5

/// A Kubernetes Secret: its data is only ever looked at, never printed.
[<Sealed>]
type SecretInput(ns: string, name: string, secretType: string, data: IReadOnlyDictionary<string, byte[]>) =
    /// `metadata.namespace`
    member _.Namespace = ns
    /// `metadata.name`
    member _.Name = name
    /// `type`, for example `kubernetes.io/basic-auth`
    member _.Type = secretType
    /// The decoded `data` (and `stringData`).
    member _.Data = data

/// A line that FRR did not take, held against the object that wants it: what FRR takes nobody knows better.
[<Sealed>]
type FrrRefusal(object: string, path: string, message: string) =
    /// `namespace/name`
    member _.Object = object
    /// JSON path inside the object.
    member _.Path = path
    /// One line, with FRR's own words.
    member _.Message = message

/// Everything that decides the configuration of one node.
[<Sealed>]
type NodeInput() =
    /// The labels of the node, for `nodeSelector`.
    member val NodeLabels: IReadOnlyDictionary<string, string> = Dictionary<string, string>() with get, set

    /// The FRRConfiguration objects, whole manifests as JSON, in any order.
    member val Configurations: IReadOnlyList<JsonElement> = Array.empty with get, set

    /// The Secrets that `passwordSecret` may name.
    member val Secrets: IReadOnlyList<SecretInput> = Array.empty with get, set

    /// What FRR refused when it was told before. The objects contribute nothing.
    member val RefusedByFrr: IReadOnlyList<FrrRefusal> = Array.empty with get, set

    /// Isolate unless said otherwise.
    member val Policy = ConflictPolicy.Isolate with get, set

    /// Prefixes (CIDR) that no neighbor may ever tell this node.
    member val AlwaysBlock: IReadOnlyList<string> = Array.empty with get, set

    /// FRR's own log level.
    member val LogLevel = LogLevel.Info with get, set

    /// The `hostname` line; empty: no line.
    member val Hostname = "" with get, set

    /// The router id (IPv4, dotted) of routers that name none, on a node that has no IPv4 address; empty: FRR chooses.
    member val FallbackRouterId = "" with get, set

/// One object's claim: where it stands and what it says. `Value` is `***` for a password.
[<Sealed>]
type ClaimInfo(object: string, path: string, value: string) =
    /// `namespace/name`
    member _.Object = object
    /// JSON path inside the object, for example `spec.bgp.routers[0].neighbors[1].port`.
    member _.Path = path
    /// The value in its normal form.
    member _.Value = value

/// Something wrong with an object: a value that is not allowed, or a conflict with other objects.
[<Sealed>]
type Problem(rule: string, path: string, message: string, claims: Lazy<IReadOnlyList<ClaimInfo>>) =
    /// The rule in `spec/merge.md` (`M-n`) for a conflict, empty for a value that is wrong in itself.
    member _.Rule = rule
    /// JSON path inside the object.
    member _.Path = path
    /// One line: lower case, no full stop, the user's text in backticks.
    member _.Message = message
    /// All sides of a conflict, in order of object and path; empty for a value that is wrong in itself.
    member _.Claims = claims.Value

/// What became of an object.
type Verdict =
    /// Its node selector does not match this node.
    | NotSelected = 0
    /// It is part of the node's configuration.
    | Accepted = 1
    /// It contributes nothing; its problems say why.
    | Refused = 2

/// What became of one object and why.
[<Sealed>]
type ObjectReport
    (
        ns: string,
        name: string,
        generation: int64,
        verdict: Verdict,
        problems: IReadOnlyList<Problem>,
        warnings: IReadOnlyList<Problem>
    ) =
    /// `metadata.namespace`, `default` when there is none.
    member _.Namespace = ns
    /// `metadata.name`
    member _.Name = name
    /// `metadata.generation`, 0 when there is none.
    member _.Generation = generation
    member _.Verdict = verdict
    /// Why it was refused; empty unless it was.
    member _.Problems = problems
    /// What was ignored or is probably not meant, accepted or not.
    member _.Warnings = warnings

/// One line of the rendered configuration.
[<Sealed>]
type RenderedLine
    internal (text: string, neighbor: string, isRaw: bool, sources: unit -> IReadOnlyList<ClaimInfo>) =
    /// The line as FRR reads it, with secrets.
    member _.Text = text
    /// The address or interface of the neighbor that it belongs to, with ` vrf NAME` behind it outside the default VRF; or empty.
    member _.Neighbor = neighbor
    /// Whether it is a line of a raw snippet, which may say anything. They stand behind all others.
    member _.IsRaw = isRaw
    /// The claims that it came from; none for a line that every node has. Looked up each time: few lines are asked.
    member _.Sources = sources ()

/// One value of the merged node and where it comes from.
[<Sealed>]
type MergedFact
    (
        router: string,
        section: string,
        key: string,
        field: string,
        rule: string,
        value: string,
        claims: IReadOnlyList<ClaimInfo>
    ) =
    /// The VRF (`default` for the default one); empty outside routers.
    member _.Router = router
    /// `router`, `neighbor`, `bfdProfile`, `evpn`, `l2vni`, `l3vni` or `raw`.
    member _.Section = section
    /// What the section is about: the neighbor's address, the profile's name, the VNI; or empty.
    member _.Key = key
    /// The field as the CRD spells it.
    member _.Field = field
    /// The merge rule in `spec/merge.md`.
    member _.Rule = rule
    /// The value in its normal form; `***` for a password.
    member _.Value = value
    /// Who claims it.
    member _.Claims = claims

/// The outcome for one node.
[<Sealed>]
type NodeResult
    (
        objects: IReadOnlyList<ObjectReport>,
        frozen: bool,
        lines: IReadOnlyList<RenderedLine>,
        merged: Lazy<IReadOnlyList<MergedFact>>
    ) =
    let text =
        lazy
            (let text = StringBuilder()

             for line in lines do
                 text.Append(line.Text).Append('\n') |> ignore

             text.ToString())

    /// One report an object, ordered by namespace and name.
    member _.Objects = objects
    /// Under `Freeze`: something was refused, so the last good configuration must stay.
    member _.Frozen = frozen
    /// The rendered configuration of the accepted objects.
    member _.Lines = lines
    /// The rendered configuration as one text, with secrets.
    member _.Text = text.Value
    /// The merged node, value by value.
    member _.Merged = merged.Value
