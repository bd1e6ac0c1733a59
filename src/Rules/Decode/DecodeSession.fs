/// The settings of a neighbor that concern the session itself: who, when, how.
module internal FrrK8s.Rules.DecodeSession

open System.Text.Json
open FrrK8s.Rules.Decoder

/// A duration, where it stands and how it is written.
type private Span =
    { Path: JsonPath
      Written: string
      Nanoseconds: decimal }

let private span =
    { Shape = Scalars.duration.Shape
      Read =
        fun node ->
            Scalars.duration.Read node
            |> Checked.map (fun nanoseconds ->
                { Path = node.Path
                  Written = shown node.Json
                  Nanoseconds = nanoseconds }) }

/// Whole seconds within bounds. A part of a second is dropped with a warning, as FRR knows none; less than one second is not "off".
let private wholeSeconds least span =
    let seconds, isRounded = Duration.seconds span.Nanoseconds
    let isPositive = span.Nanoseconds > 0M

    if
        span.Nanoseconds < 0M
        || seconds > 65535M
        || (isPositive && seconds < decimal (least: int))
    then
        Checked.error span.Path $"`{span.Written}` is not 0s, nor from {least}s to 65535s"
    elif isRounded then
        Valid(
            int seconds,
            [ Finding.warning span.Path $"FRR counts whole seconds: {seconds}s is used for `{span.Written}`" ]
        )
    else
        Checked.ok (int seconds)

let private pair hold keepalive =
    Checked.zip (wholeSeconds 3 hold) (wholeSeconds 1 keepalive)
    |> Checked.bind (fun (holdTime, keepaliveTime) ->
        match Timers.tryCreate keepaliveTime holdTime with
        | Ok timers when keepalive.Nanoseconds <= hold.Nanoseconds -> Checked.ok (Some timers)
        | Ok _
        | Result.Error _ ->
            Checked.error
                keepalive.Path
                $"`{keepalive.Written}` is longer than the holdTime, `{hold.Written}`")

let private timers: Fields<Timers option> =
    fields {
        let! hold = optional "holdTime" span
        and! keepalive = optional "keepaliveTime" span
        return hold, keepalive
    }
    |> thatAlso (fun node (hold, keepalive) ->
        let missing name other =
            Checked.error (Field(node.Path, name)) $"{other} is set, so {name} must be set too"

        match hold, keepalive with
        | None, None -> Checked.ok None
        | Some _, None -> missing "keepaliveTime" "holdTime"
        | None, Some _ -> missing "holdTime" "keepaliveTime"
        | Some hold, Some keepalive -> pair hold keepalive)

let private connectTime: Fields<int option> =
    optional "connectTime" span
    |> thatAlso (fun _ value ->
        match value with
        | None -> Checked.ok None
        | Some span ->
            match Duration.seconds span.Nanoseconds with
            | seconds, false when seconds >= 1M && seconds <= 65535M -> Checked.ok (Some(int seconds))
            | _ ->
                Checked.error
                    span.Path
                    $"`{span.Written}` is not a whole number of seconds from 1s to 65535s")

let timing: Fields<Timers option * int option> =
    fields {
        let! timers = timers
        and! connectTime = connectTime
        return timers, connectTime
    }

let remoteAs: Fields<RemoteAs> =
    fields {
        let! asn = optional "asn" Scalars.asnOrZero

        and! dynamic =
            optional "dynamicASN" (oneOf [ "", None; "internal", Some Internal; "external", Some External ])

        return Option.flatten asn, Option.flatten dynamic
    }
    |> thatAlso (fun node (asn, dynamic) ->
        match asn, dynamic with
        | Some asn, None -> Checked.ok (Numbered asn)
        | None, Some dynamic -> Checked.ok dynamic
        | None, None -> Checked.error (Field(node.Path, "asn")) "one of asn and dynamicASN is needed"
        | Some _, Some _ ->
            Checked.error (Field(node.Path, "dynamicASN")) "asn is set too: only one of them may be")

let private isEmptyText (node: Located) =
    node.Json.ValueKind = JsonValueKind.String && node.Json.ValueEquals ""

/// A text that may be empty: that is how some clients write "not set".
let optionalText name (decoder: Decoder<'value>) : Fields<'value option> =
    let unlessEmpty =
        { Shape = decoder.Shape
          Read =
            fun node ->
                if isEmptyText node then
                    Checked.ok None
                else
                    decoder.Read node |> Checked.map Some }

    let field = optional name unlessEmpty

    { Known = field.Known
      ReadFrom = fun node -> field.ReadFrom node |> Checked.map Option.flatten }

let key: Fields<NeighborKey> =
    fields {
        let! address = optionalText "address" Scalars.address
        and! interfaceName = optionalText "interface" Scalars.interfaceName
        return address, interfaceName
    }
    |> thatAlso (fun node (address, interfaceName) ->
        match address, interfaceName with
        | Some address, None -> Checked.ok (Address address)
        | None, Some name -> Checked.ok (Interface name)
        | None, None -> Checked.error (Field(node.Path, "address")) "one of address and interface is needed"
        | Some _, Some _ ->
            Checked.error (Field(node.Path, "interface")) "address is set too: only one of them may be")

/// The name of a secret and, when it is given, the namespace; neither has to be there.
let private secretReference: Decoder<SecretReference option> =
    record (
        fields {
            let! name = optionalText "name" text
            and! ns = optionalText "namespace" text
            return name, ns
        }
        |> thatAlso (fun node (name, ns) ->
            name
            |> Option.map (fun name ->
                { SecretReference.Path = node.Path
                  Name = name
                  Namespace = ns })
            |> Checked.ok)
    )

let password: Fields<Password option * SecretReference option> =
    fields {
        let! clear = optionalText "password" Scalars.password
        and! secret = optional "passwordSecret" secretReference
        return clear, Option.flatten secret
    }
    |> thatAlso (fun node (clear, secret) ->
        match clear, secret with
        | Some _, Some _ ->
            Checked.error (Field(node.Path, "passwordSecret")) "password is set too: only one of them may be"
        | clear, secret -> Checked.ok (clear, secret))
