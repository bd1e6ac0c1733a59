/// A whole FRRConfiguration (`frrk8s.metallb.io/v1beta1`): metadata first, because most objects are for other nodes.
module internal FrrK8s.Rules.DecodeObject

open System
open System.Text
open System.Text.Json
open FrrK8s.Rules.Decoder

let apiVersion = "frrk8s.metallb.io/v1beta1"

let private profile: Decoder<DeclaredProfile> =
    fields {
        let! name = required "name" Scalars.profileName
        and! receiveInterval = optional "receiveInterval" (integer 10L 60000L)
        and! transmitInterval = optional "transmitInterval" (integer 10L 60000L)
        and! detectMultiplier = optional "detectMultiplier" (integer 2L 255L)
        and! echoInterval = optional "echoInterval" (integer 10L 60000L)
        and! echoMode = optional "echoMode" flag |> orElse false
        and! passiveMode = optional "passiveMode" flag |> orElse false
        and! minimumTtl = optional "minimumTtl" (integer 1L 254L)

        return
            name,
            { ReceiveInterval = Option.map int receiveInterval
              TransmitInterval = Option.map int transmitInterval
              DetectMultiplier = Option.map int detectMultiplier
              EchoInterval = Option.map int echoInterval
              EchoMode = echoMode
              PassiveMode = passiveMode
              MinimumTtl = Option.map int minimumTtl }
    }
    |> recordThat (fun node (name, profile) ->
        Checked.ok
            { Path = node.Path
              Name = name
              Profile = profile })

/// The default VRF is imported by its name; an empty name is a field that somebody forgot.
/// `import vrf route-map` is another command of FRR.
let private importedVrf =
    parsed "string" (fun text ->
        match text with
        | "" -> Result.Error "the VRF to import has no name; the default VRF is `default`"
        | "route-map" -> Result.Error "FRR cannot import a VRF of this name"
        | name -> VrfName.tryCreate name)

let private import: Decoder<JsonPath * VrfName> =
    record (
        fields {
            let! vrf = required "vrf" (located importedVrf)
            return vrf
        }
    )

let private router: Decoder<DeclaredRouter> =
    fields {
        let! asn = required "asn" Scalars.asn
        and! vrf = optional "vrf" Scalars.vrf |> orElse VrfName.defaultVrf
        and! id = DecodeSession.optionalText "id" Scalars.routerId
        and! prefixes = many "prefixes" (located Scalars.network)
        and! imports = many "imports" import
        and! neighbors = many "neighbors" DecodeNeighbor.neighbor
        and! evpn = optional "evpn" DecodeEvpn.evpn

        return
            { Path = Root
              Asn = asn
              Vrf = vrf
              Id = id
              Prefixes = prefixes
              Imports = imports
              Neighbors = neighbors
              Evpn = evpn }
    }
    |> recordThat (fun node router -> Checked.ok { router with Path = node.Path })

let private bgp =
    record (
        fields {
            let! routers = many "routers" router
            and! profiles = many "bfdProfiles" profile
            return routers, profiles
        }
    )

/// FRR's shell hangs on a longer line.
let private longestLine = 4000

/// A snippet is free in what it says; it may only not break the shell that reads it.
let private rawConfig =
    parsed "string" (fun text ->
        let isAllowed c =
            not (Char.IsControl c) || c = '\n' || c = '\r' || c = '\t'

        if not (text |> String.forall isAllowed) then
            Result.Error "a snippet holds no control characters but tab and line end"
        elif
            text.Split '\n'
            |> Array.exists (fun line -> Encoding.UTF8.GetByteCount line > longestLine)
        then
            Result.Error $"a line of a snippet has at most {longestLine} bytes"
        else
            Ok text)

let private raw: Decoder<DeclaredRaw option> =
    fields {
        let! priority =
            optional "priority" (integer Int64.MinValue Int64.MaxValue) |> orElse 0L

        and! config = optional "rawConfig" rawConfig |> orElse ""
        return priority, config
    }
    |> recordThat (fun node (priority, config) ->
        if config.Length = 0 then
            Checked.ok None
        else
            Checked.ok (
                Some
                    { Path = node.Path
                      Priority = priority
                      Config = config }
            ))

let spec: Decoder<DeclaredSpec> =
    record (
        fields {
            let! routers, profiles = optional "bgp" bgp |> orElse ([], [])
            and! raw = optional "raw" raw
            // Selection reads it before anything else; here it only has to be a known field.
            and! _ =
                optional
                    "nodeSelector"
                    { Shape = Selector.decoder.Shape
                      Read = fun _ -> Checked.ok () }

            return
                { Routers = routers
                  BfdProfiles = profiles
                  Raw = Option.flatten raw }
        }
    )

let private textAt (json: JsonElement) (name: string) =
    if json.ValueKind <> JsonValueKind.Object then
        None
    else
        match json.TryGetProperty name with
        | true, value when value.ValueKind = JsonValueKind.String ->
            (text.Read { Path = Root; Json = value })
            |> fun read ->
                match read with
                | Valid(found, _) -> Some found
                | Invalid _ -> None
        | _ -> None

let private childOf (json: JsonElement) (name: string) =
    if json.ValueKind <> JsonValueKind.Object then
        None
    else
        match json.TryGetProperty name with
        | true, value when value.ValueKind <> JsonValueKind.Null -> Some value
        | _ -> None

/// Total: an object without a readable name still has one to be reported under.
let metadata (json: JsonElement) : Metadata =
    let found = childOf json "metadata"

    let get name =
        found
        |> Option.bind (fun metadata -> textAt metadata name)
        |> Option.filter (fun t -> t.Length > 0)

    { Name =
        { Namespace = get "namespace" |> Option.defaultValue "default"
          Name = get "name" |> Option.defaultValue "" }
      Created =
        match
            get "creationTimestamp"
            |> Option.map (fun stamp ->
                DateTimeOffset.TryParse(stamp, null, Globalization.DateTimeStyles.AssumeUniversal))
        with
        | Some(true, created) -> created
        | _ -> DateTimeOffset.MinValue
      Generation =
        match found |> Option.bind (fun metadata -> childOf metadata "generation") with
        | Some number when number.ValueKind = JsonValueKind.Number ->
            match number.TryGetInt64() with
            | true, generation -> generation
            | _ -> 0L
        | _ -> 0L }

let private topLevel =
    [ "apiVersion"; "kind"; "metadata"; "spec"; "status" ]
    |> List.map (fun name ->
        { Name = name
          Shape = MapOf(Scalar "any") })

/// RFC 1123: what Kubernetes takes as the name of an object; a namespace is one label of it.
let private isDnsName longest (text: string) =
    let isLower c =
        Char.IsAsciiDigit c || Char.IsAsciiLetterLower c

    text.Length <= longest
    && text.Split '.'
       |> Array.forall (fun label ->
           label.Length >= 1
           && isLower label[0]
           && isLower label[label.Length - 1]
           && label |> String.forall (fun c -> isLower c || c = '-'))

let private nameFindings (json: JsonElement) =
    let { Namespace = ns; Name = name } = (metadata json).Name
    let at field = Field(Field(Root, "metadata"), field)

    let allowed =
        "lower case letters, digits and `-`, with a letter or digit at both ends"

    [ if name.Length = 0 then
          Finding.error (at "name") "the object has no name"
      elif not (isDnsName 253 name) then
          Finding.error
              (at "name")
              $"the name is not allowed: it is made of {allowed}, in parts joined by `.`"

      if ns.Contains '.' || not (isDnsName 63 ns) then
          Finding.error (at "namespace") $"the namespace is not allowed: it is made of {allowed}" ]

let private versionFindings (json: JsonElement) =
    match childOf json "apiVersion" with
    | Some version when version.ValueKind = JsonValueKind.String && version.ValueEquals apiVersion -> []
    | Some version -> [ Finding.error (Field(Root, "apiVersion")) $"`{shown version}` is not `{apiVersion}`" ]
    | None -> [ Finding.error (Field(Root, "apiVersion")) $"the field is missing; it is `{apiVersion}`" ]

/// What is wrong with the envelope, before anything inside is looked at.
let envelopeFindings (json: JsonElement) =
    let unknown =
        if json.ValueKind = JsonValueKind.Object then
            unknownFields topLevel { Path = Root; Json = json }
        else
            []

    nameFindings json @ versionFindings json @ unknown

let private at name (json: JsonElement) (read: Located -> Checked<'value>) absent =
    match childOf json name with
    | Some value ->
        read
            { Path = Field(Root, name)
              Json = value }
    | None -> Checked.ok absent

let readSpec json =
    at
        "spec"
        json
        spec.Read
        { Routers = []
          BfdProfiles = []
          Raw = None }

let readSelector (json: JsonElement) : Checked<Selector> =
    match childOf json "spec" |> Option.bind (fun spec -> childOf spec "nodeSelector") with
    | Some selector ->
        Selector.decoder.Read
            { Path = Field(Field(Root, "spec"), "nodeSelector")
              Json = selector }
    | None -> Checked.ok Selector.everything
