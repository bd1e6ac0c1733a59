/// Decoders for the words of the vocabulary.
module internal FrrK8s.Rules.Scalars

open FrrK8s.Rules.Decoder

/// Narrows a decoder by a smart constructor that has no message of its own: the decoder's bounds say it all.
let private choose what (create: 'a -> 'b option) (decoder: Decoder<'a>) : Decoder<'b> =
    { Shape = decoder.Shape
      Read =
        fun node ->
            decoder.Read node
            |> Checked.bind (fun value ->
                match create value with
                | Some created -> Checked.ok created
                | None -> Checked.error node.Path $"`{shown node.Json}` is not {what}") }

let asn = integer 1L 4294967295L |> choose "an AS number" Asn.tryCreate

/// 0 is how some clients write "not set" where the CRD allows it.
let asnOrZero = integer 0L 4294967295L |> map Asn.tryCreate

let vni = integer 1L 16777215L |> choose "a VNI" Vni.tryCreate

let private parseWith allowed tryParse =
    parsed "string" (fun text ->
        match tryParse text with
        | Some value -> Ok value
        | None -> Result.Error allowed)

let address =
    parseWith "an IPv4 or IPv6 address is needed, without prefix length and zone" IpAddress.tryParse

let private addressOf family allowed isUsable =
    parseWith allowed (fun text ->
        IpAddress.tryParse text
        |> Option.filter (fun address -> address.Family = family && isUsable address))

let routerId =
    addressOf V4 "a router id is an IPv4 address other than 0.0.0.0" (fun id ->
        not (IpAddress.isUnspecified id))

let nextHopV4 =
    addressOf
        V4
        "an IPv4 next hop is an IPv4 unicast address, below 224.0.0.0 and not in 0.0.0.0/8 or 127.0.0.0/8"
        (fun hop -> IpAddress.isUnicastV4 hop && not (IpAddress.isOfThisHostV4 hop))

let nextHopV6 =
    addressOf V6 "an IPv6 next hop is an IPv6 unicast address, not link-local and not ::1" (fun hop ->
        not (
            IpAddress.isUnspecified hop
            || IpAddress.isMulticastV6 hop
            || IpAddress.isLinkLocalV6 hop
            || IpAddress.isLoopbackV6 hop
        ))

let prefix =
    parseWith
        "a prefix is an IPv4 or IPv6 address, `/` and a length, for example `192.0.2.0/24`"
        Prefix.tryParse

/// What `network` takes: FRR originates no link-local prefix.
let network =
    parseWith
        "a prefix to originate is an IPv4 or IPv6 address, `/` and a length, and not link-local"
        (fun text ->
            Prefix.tryParse text
            |> Option.filter (fun prefix -> not (IpAddress.isLinkLocalV6 prefix.Address)))

let vrf = parsed "string" VrfName.tryCreate
let interfaceName = parsed "string" InterfaceName.tryCreate
let profileName = parsed "string" ProfileName.tryCreate
let community = parsed "string" Community.tryParse

/// An address, or else the name of an interface. FRR reads `any` as a prefix here, and refuses it.
let updateSource =
    parsed "string" (fun text ->
        match IpAddress.tryParse text with
        | Some address -> Ok(SourceAddress address)
        | None when text = "any" -> Result.Error "FRR takes no interface of this name for a source"
        | None ->
            InterfaceName.tryCreate text
            |> Result.map SourceInterface
            |> Result.mapError (fun allowed -> $"a source is an IP address or an interface; {allowed}"))

/// Nanoseconds.
let duration =
    let inner =
        parseWith "a duration is a number with a unit, for example `90s` or `1m30s`" Duration.tryParse

    { inner with
        Read =
            fun node ->
                match node.Json.ValueKind with
                | System.Text.Json.JsonValueKind.Number ->
                    Checked.error
                        node.Path
                        $"`{shown node.Json}` is not a duration: write it as a text with a unit, `{shown node.Json}s`"
                | _ -> inner.Read node }

/// The one text that no message may show.
let password =
    { Shape = Scalar "string"
      Read =
        fun node ->
            match text.Read node with
            | Invalid _ -> Checked.error node.Path Password.allowed
            | Valid(value, _) ->
                match Password.tryCreate value with
                | Ok(password, false) -> Checked.ok password
                | Ok(password, true) ->
                    Valid(
                        password,
                        [ Finding.warning node.Path "the line end behind the password is left out" ]
                    )
                | Result.Error allowed -> Checked.error node.Path allowed }
