/// Decoders as data: each knows the fields it reads, so that unknown fields are found, and the shape of the API can be listed.
/// A decoder reads everything and reports every finding; it stops at none.
namespace FrrK8s.Rules

open System
open System.Text.Json

/// A JSON value and where it stands.
[<Struct; NoEquality; NoComparison>]
type Located = { Path: JsonPath; Json: JsonElement }

/// The shape of what a decoder reads.
type Shape =
    | Scalar of kind: string
    | Record of FieldShape list
    | ListOf of Shape
    | MapOf of Shape

and FieldShape = { Name: string; Shape: Shape }

/// Reads one value of any shape.
[<NoEquality; NoComparison>]
type Decoder<'value> =
    { Shape: Shape
      Read: Located -> Checked<'value> }

/// Reads some fields of a record; several of them together read the whole record.
[<NoEquality; NoComparison>]
type Fields<'value> =
    { Known: FieldShape list
      ReadFrom: Located -> Checked<'value> }

/// `fields { let! a = … and! b = … return … }`: everything is read, all findings are kept.
type FieldsBuilder() =
    member _.MergeSources(left: Fields<'a>, right: Fields<'b>) : Fields<'a * 'b> =
        { Known = left.Known @ right.Known
          ReadFrom = fun node -> Checked.zip (left.ReadFrom node) (right.ReadFrom node) }

    member _.BindReturn(source: Fields<'a>, f: 'a -> 'b) : Fields<'b> =
        { Known = source.Known
          ReadFrom = fun node -> Checked.map f (source.ReadFrom node) }

module Decoder =
    let fields = FieldsBuilder()

    let private isAbsent (json: JsonElement) =
        json.ValueKind = JsonValueKind.Null || json.ValueKind = JsonValueKind.Undefined

    /// The text of a JSON string; none for a lone surrogate, which is no text.
    let private tryText (json: JsonElement) =
        try
            Option.ofObj (json.GetString())
        with :? InvalidOperationException ->
            None

    /// The text of a value for a message, cut to a length that a line can bear.
    let shown (json: JsonElement) =
        let text =
            match json.ValueKind with
            | JsonValueKind.Object -> "an object"
            | JsonValueKind.Array -> "a list"
            | JsonValueKind.String -> tryText json |> Option.defaultValue "?"
            | _ -> json.GetRawText()

        // Line separators and writing directions would tear the line or turn it round.
        let isPrintable c =
            match Char.GetUnicodeCategory c with
            | Globalization.UnicodeCategory.Control
            | Globalization.UnicodeCategory.Format
            | Globalization.UnicodeCategory.LineSeparator
            | Globalization.UnicodeCategory.ParagraphSeparator -> false
            | _ -> true

        let visible = text |> String.map (fun c -> if isPrintable c then c else '?')

        if visible.Length > 80 then
            visible.Substring(0, 77) + "..."
        else
            visible

    let private wrongKind what node =
        match node.Json.ValueKind with
        | JsonValueKind.String -> Checked.error node.Path $"the text `{shown node.Json}` is not {what}"
        | JsonValueKind.Object
        | JsonValueKind.Array -> Checked.error node.Path $"{shown node.Json} is not {what}"
        | _ -> Checked.error node.Path $"`{shown node.Json}` is not {what}"

    let map f decoder =
        { Shape = decoder.Shape
          Read = fun node -> Checked.map f (decoder.Read node) }

    /// A text, checked by a smart constructor that says what is allowed.
    let parsed kind (parse: string -> Result<'value, string>) : Decoder<'value> =
        { Shape = Scalar kind
          Read =
            fun node ->
                if node.Json.ValueKind <> JsonValueKind.String then
                    wrongKind "a text" node
                else
                    match tryText node.Json with
                    | Some text ->
                        match parse text with
                        | Ok value -> Checked.ok value
                        | Result.Error allowed ->
                            Checked.error node.Path $"`{shown node.Json}` is not allowed: {allowed}"
                    | None -> Checked.error node.Path "the text is not valid Unicode" }

    let text = parsed "string" Ok

    /// A whole number within bounds.
    let integer (least: int64) (most: int64) : Decoder<int64> =
        { Shape = Scalar "integer"
          Read =
            fun node ->
                let isNumber = node.Json.ValueKind = JsonValueKind.Number

                match (if isNumber then node.Json.TryGetDecimal() else false, 0M) with
                | true, number when
                    Decimal.Truncate number = number
                    && number >= decimal least
                    && number <= decimal most
                    ->
                    Checked.ok (int64 number)
                | _ -> wrongKind $"a whole number from {least} to {most}" node }

    let flag: Decoder<bool> =
        { Shape = Scalar "boolean"
          Read =
            fun node ->
                match node.Json.ValueKind with
                | JsonValueKind.True -> Checked.ok true
                | JsonValueKind.False -> Checked.ok false
                | _ -> wrongKind "true or false" node }

    /// One of some words.
    let oneOf (words: (string * 'value) list) : Decoder<'value> =
        let allowed =
            words
            |> List.filter (fun (word, _) -> word.Length > 0)
            |> List.map (fun (word, _) -> $"`{word}`")
            |> String.concat ", "

        parsed "string" (fun text ->
            match words |> List.tryFind (fun (word, _) -> word = text) with
            | Some(_, value) -> Ok value
            | None -> Result.Error $"it is one of {allowed}")

    let list (decoder: Decoder<'value>) : Decoder<'value list> =
        { Shape = ListOf decoder.Shape
          Read =
            fun node ->
                if node.Json.ValueKind <> JsonValueKind.Array then
                    wrongKind "a list" node
                else
                    let mutable index = -1

                    Checked.all
                        [ for item in node.Json.EnumerateArray() do
                              index <- index + 1

                              decoder.Read
                                  { Path = Item(node.Path, index)
                                    Json = item } ] }

    /// A list that holds at least one entry.
    let nonEmptyList (decoder: Decoder<'value>) =
        let inner = list decoder

        { inner with
            Read =
                fun node ->
                    inner.Read node
                    |> Checked.bind (fun values ->
                        if values.IsEmpty then
                            Checked.error node.Path "the list is empty: at least one entry is needed"
                        else
                            Checked.ok values) }

    let mapOf (decoder: Decoder<'value>) : Decoder<(string * 'value) list> =
        { Shape = MapOf decoder.Shape
          Read =
            fun node ->
                if node.Json.ValueKind <> JsonValueKind.Object then
                    wrongKind "a map" node
                else
                    Checked.all
                        [ for property in node.Json.EnumerateObject() do
                              decoder.Read
                                  { Path = Field(node.Path, property.Name)
                                    Json = property.Value }
                              |> Checked.map (fun value -> property.Name, value) ] }

    /// Gives the value together with where it stands.
    let located (decoder: Decoder<'value>) : Decoder<JsonPath * 'value> =
        { Shape = decoder.Shape
          Read = fun node -> decoder.Read node |> Checked.map (fun value -> node.Path, value) }

    let optional name (decoder: Decoder<'value>) : Fields<'value option> =
        { Known = [ { Name = name; Shape = decoder.Shape } ]
          ReadFrom =
            fun node ->
                match node.Json.TryGetProperty name with
                | true, json when not (isAbsent json) ->
                    decoder.Read
                        { Path = Field(node.Path, name)
                          Json = json }
                    |> Checked.map Some
                | _ -> Checked.ok None }

    let orElse fallback (field: Fields<'value option>) : Fields<'value> =
        { Known = field.Known
          ReadFrom = fun node -> field.ReadFrom node |> Checked.map (Option.defaultValue fallback) }

    let required name (decoder: Decoder<'value>) : Fields<'value> =
        let field = optional name decoder

        { Known = field.Known
          ReadFrom =
            fun node ->
                field.ReadFrom node
                |> Checked.bind (fun value ->
                    match value with
                    | Some present -> Checked.ok present
                    | None -> Checked.error (Field(node.Path, name)) "the field is missing") }

    /// The list, empty when the field is absent.
    let many name decoder =
        optional name (list decoder) |> orElse []

    /// A check over fields that were read. It is made even when other fields of the record are wrong.
    let thatAlso (check: Located -> 'value -> Checked<'result>) (source: Fields<'value>) : Fields<'result> =
        { Known = source.Known
          ReadFrom = fun node -> source.ReadFrom node |> Checked.bind (check node) }

    let private suggestion (known: FieldShape list) (name: string) =
        known
        |> List.tryFind (fun field -> String.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
        |> Option.map (fun field -> $"; it is spelled `{field.Name}`")
        |> Option.defaultWith (fun () ->
            let names = known |> List.map (fun field -> $"`{field.Name}`") |> String.concat ", "
            $"; known here: {names}")

    let unknownFields (known: FieldShape list) (node: Located) =
        [ for property in node.Json.EnumerateObject() do
              if known |> List.forall (fun field -> field.Name <> property.Name) then
                  Finding.warning
                      (Field(node.Path, property.Name))
                      $"unknown field, it is ignored{suggestion known property.Name}" ]

    /// A record: its fields, then a check over all of them; unknown fields are warnings.
    let recordThat
        (check: Located -> 'fields -> Checked<'value>)
        (source: Fields<'fields>)
        : Decoder<'value> =
        { Shape = Record source.Known
          Read =
            fun node ->
                if node.Json.ValueKind <> JsonValueKind.Object then
                    wrongKind "an object" node
                else
                    source.ReadFrom node
                    |> Checked.bind (check node)
                    |> Checked.withFindings (unknownFields source.Known node) }

    let record (source: Fields<'value>) =
        recordThat (fun _ value -> Checked.ok value) source
