/// What a neighbor is told and what it may tell: `toAdvertise` and `toReceive`.
module internal FrrK8s.Rules.DecodePolicy

open FrrK8s.Rules.Decoder

type private Mode =
    | All'
    | Filtered

let private mode = oneOf [ "all", All'; "filtered", Filtered; "", Filtered ]

/// Keeps the findings of a field for later: they do not matter when another field makes this one meaningless.
let private postponed (field: Fields<'value>) : Fields<Checked<'value>> =
    { Known = field.Known
      ReadFrom = fun node -> Checked.ok (field.ReadFrom node) }

let private toWarnings (path: JsonPath) findings =
    match findings with
    | [] -> []
    | _ ->
        [ Finding.warning path "mode is `all`, so the prefixes are not looked at, though some are not allowed" ]

let private allowed (entry: Decoder<'entry>) : Decoder<Allowed<'entry>> =
    fields {
        let! mode = optional "mode" mode |> orElse Filtered
        and! prefixes = postponed (many "prefixes" entry)
        return mode, prefixes
    }
    |> recordThat (fun node (mode, prefixes) ->
        match mode with
        | All' -> Valid(AllOfThem, toWarnings (Field(node.Path, "prefixes")) (Checked.findings prefixes))
        | Filtered -> prefixes |> Checked.map Listed)

let private selector: Decoder<PrefixRange> =
    fields {
        let! prefix = required "prefix" Scalars.prefix
        and! le = optional "le" (integer 1L 128L)
        and! ge = optional "ge" (integer 1L 128L)
        return prefix, le, ge
    }
    |> recordThat (fun node (prefix, le, ge) ->
        match PrefixRange.tryCreate prefix (Option.map int ge) (Option.map int le) with
        | Ok range -> Checked.ok range
        | Result.Error allowed ->
            let bound word value =
                value
                |> Option.map (fun (number: int64) -> $" {word} {number}")
                |> Option.defaultValue ""

            let written = Prefix.text prefix + bound "ge" ge + bound "le" le
            Checked.error node.Path $"`{written}` is not allowed: {allowed}")

/// Absent: nothing is received.
let receive: Decoder<Receive> =
    record (
        fields {
            let! allowed = optional "allowed" (allowed selector) |> orElse (Listed [])

            return
                match allowed with
                | AllOfThem -> All
                | Listed ranges -> Only(Set.ofList ranges)
        }
    )

let private attribute (value: Fields<'value>) : Decoder<Attribute<'value>> =
    fields {
        let! prefixes = required "prefixes" (nonEmptyList (located Scalars.prefix))
        and! value = value
        return prefixes, value
    }
    |> recordThat (fun node (prefixes, value) ->
        Checked.ok
            { Path = node.Path
              Prefixes = prefixes
              Value = value })

/// Clients leave a 0 out.
let private localPref =
    optional "localPref" (integer 0L 4294967295L |> map uint32) |> orElse 0u

let private nextHop =
    record (
        fields {
            let! v4 = DecodeSession.optionalText "ipv4" (located Scalars.nextHopV4)
            and! v6 = DecodeSession.optionalText "ipv6" (located Scalars.nextHopV6)
            return v4, v6
        }
    )

let noAdvertise =
    { Allowed = Listed []
      NextHopV4 = None
      NextHopV6 = None
      LocalPrefs = []
      Communities = [] }

let advertise: Decoder<DeclaredAdvertise> =
    record (
        fields {
            let! allowed =
                optional "allowed" (allowed (located Scalars.prefix)) |> orElse (Listed [])

            and! nextHopV4, nextHopV6 = optional "nextHop" nextHop |> orElse (None, None)

            and! localPrefs = many "withLocalPref" (attribute localPref)

            and! communities =
                many "withCommunity" (attribute (required "community" Scalars.community))

            return
                { Allowed = allowed
                  NextHopV4 = nextHopV4
                  NextHopV6 = nextHopV6
                  LocalPrefs = localPrefs
                  Communities = communities }
        }
    )
