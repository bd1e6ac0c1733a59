/// The settings of a neighbor that concern the session itself: who, when, how.
module internal FrrK8s.Rules.DecodeSession

open FrrK8s.Rules.Decoder

/// Whole seconds within bounds. A part of a second is dropped with a warning, as FRR knows none; less than one second is not "off".
let private wholeSeconds path least (nanoseconds: decimal) =
    let seconds, isRounded = Duration.seconds nanoseconds

    if
        nanoseconds < 0M
        || seconds > 65535M
        || (nanoseconds > 0M && seconds < decimal (least: int))
    then
        Checked.error path $"it is 0s, or from {least}s to 65535s"
    elif isRounded then
        Valid(int seconds, [ Finding.warning path $"FRR counts whole seconds: {seconds}s is used" ])
    else
        Checked.ok (int seconds)

let private timers (node: JsonNode) hold keepalive =
    match hold, keepalive with
    | None, None -> Checked.ok None
    | Some _, None ->
        Checked.error (Field(node.Path, "keepaliveTime")) "holdTime is set, so keepaliveTime must be set too"
    | None, Some _ ->
        Checked.error (Field(node.Path, "holdTime")) "keepaliveTime is set, so holdTime must be set too"
    | Some(holdPath, holdTime), Some(keepalivePath, keepaliveTime) ->
        Checked.zip (wholeSeconds holdPath 3 holdTime) (wholeSeconds keepalivePath 1 keepaliveTime)
        |> Checked.bind (fun (hold, keepalive) ->
            match Timers.tryCreate keepalive hold with
            | Result.Error allowed -> Checked.error keepalivePath allowed
            | Ok timers when keepaliveTime > holdTime ->
                Checked.error keepalivePath $"keepaliveTime is from 0s to the holdTime ({timers.Hold}s)"
            | Ok timers -> Checked.ok (Some timers))

let private connectTime value =
    match value with
    | None -> Checked.ok None
    | Some(path, nanoseconds) ->
        match Duration.seconds nanoseconds with
        | seconds, false when seconds >= 1M && seconds <= 65535M -> Checked.ok (Some(int seconds))
        | _ -> Checked.error path "it is a whole number of seconds from 1s to 65535s"

let timing: Fields<JsonNode -> Checked<Timers option * int option>> =
    fields {
        let! hold = optional "holdTime" (located Scalars.duration)
        and! keepalive = optional "keepaliveTime" (located Scalars.duration)
        and! connect = optional "connectTime" (located Scalars.duration)
        return fun node -> Checked.zip (timers node hold keepalive) (connectTime connect)
    }

let remoteAs: Fields<JsonNode -> Checked<RemoteAs>> =
    fields {
        let! asn = optional "asn" Scalars.asnOrZero

        and! dynamic =
            optional "dynamicASN" (oneOf [ "", None; "internal", Some Internal; "external", Some External ])

        return
            fun node ->
                match Option.flatten asn, Option.flatten dynamic with
                | Some asn, None -> Checked.ok (Numbered asn)
                | None, Some dynamic -> Checked.ok dynamic
                | None, None -> Checked.error (Field(node.Path, "asn")) "one of asn and dynamicASN is needed"
                | Some _, Some _ ->
                    Checked.error (Field(node.Path, "dynamicASN")) "asn is set too: only one of them may be"
    }

let key: Fields<JsonNode -> Checked<NeighborKey>> =
    fields {
        let! address = optional "address" (parsed "string" Ok)
        and! interfaceName = optional "interface" (parsed "string" Ok)

        return
            fun node ->
                let given name =
                    Option.filter (fun (text: string) -> text.Length > 0) name

                let read name (decoder: Decoder<'a>) wrap =
                    match node.Json.TryGetProperty(name: string) with
                    | true, json ->
                        decoder.Read
                            { Path = Field(node.Path, name)
                              Json = json }
                        |> Checked.map wrap
                    | _ -> Checked.error (Field(node.Path, name)) "the field is missing"

                match given address, given interfaceName with
                | Some _, None -> read "address" Scalars.address Address
                | None, Some _ -> read "interface" Scalars.interfaceName Interface
                | None, None ->
                    Checked.error (Field(node.Path, "address")) "one of address and interface is needed"
                | Some _, Some _ ->
                    Checked.error
                        (Field(node.Path, "interface"))
                        "address is set too: only one of them may be"
    }

let private secretReference =
    record (
        fields {
            let! name = required "name" text
            and! _ = optional "namespace" text
            return name
        }
    )

let private isEmptyText (node: JsonNode) =
    node.Json.ValueKind = System.Text.Json.JsonValueKind.String
    && node.Json.ValueEquals ""

/// An empty text is how some clients write "not set".
let private unlessEmpty (decoder: Decoder<'value>) : Decoder<'value option> =
    { Shape = decoder.Shape
      Read =
        fun node ->
            if isEmptyText node then
                Checked.ok None
            else
                decoder.Read node |> Checked.map Some }

let optionalText name decoder =
    optional name (unlessEmpty decoder)
    |> fun field ->
        { Known = field.Known
          ReadFrom = fun node -> field.ReadFrom node |> Checked.map Option.flatten }

let password: Fields<JsonNode -> Checked<Password option * (JsonPath * string) option>> =
    fields {
        let! clear = optionalText "password" Scalars.password
        and! secret = optional "passwordSecret" (located secretReference)

        return
            fun node ->
                match clear, secret |> Option.filter (fun (_, name) -> name.Length > 0) with
                | Some _, Some _ ->
                    Checked.error
                        (Field(node.Path, "passwordSecret"))
                        "password is set too: only one of them may be"
                | clear, secret -> Checked.ok (clear, secret)
    }
