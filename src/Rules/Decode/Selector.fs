/// Label selectors with the exact meaning of Kubernetes (metav1.LabelSelector): all terms hold; none selects everything.
namespace FrrK8s.Rules

open System
open FrrK8s.Rules.Decoder

type Operator =
    | In
    | NotIn
    | Exists
    | DoesNotExist

type Term =
    { Key: string
      Operator: Operator
      Values: string list }

type Selector = private { Terms: Term list }

module Selector =
    let everything = { Terms = [] }

    let terms (selector: Selector) = selector.Terms

    let private isAlphanumeric (c: char) = Char.IsAsciiLetterOrDigit c

    /// Letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, 63 characters at most.
    let private isName (text: string) =
        text.Length >= 1
        && text.Length <= 63
        && isAlphanumeric text[0]
        && isAlphanumeric text[text.Length - 1]
        && text
           |> String.forall (fun c -> isAlphanumeric c || c = '-' || c = '_' || c = '.')

    let private isDnsLabel (text: string) =
        let isLower c =
            Char.IsAsciiDigit c || Char.IsAsciiLetterLower c

        text.Length >= 1
        && isLower text[0]
        && isLower text[text.Length - 1]
        && text |> String.forall (fun c -> isLower c || c = '-')

    let private isKey (text: string) =
        match text.Split '/' with
        | [| name |] -> isName name
        | [| prefix; name |] ->
            prefix.Length <= 253
            && prefix.Split '.' |> Array.forall isDnsLabel
            && isName name
        | _ -> false

    let private isValue (text: string) = text.Length = 0 || isName text

    let private keyAllowed =
        "a label key is a name of at most 63 letters, digits, `-`, `_`, `.`, with an optional DNS prefix and `/` before it"

    let private valueAllowed =
        "a label value is empty or at most 63 letters, digits, `-`, `_`, `.`, with a letter or digit at both ends"

    let private key =
        parsed "string" (fun text -> if isKey text then Ok text else Result.Error keyAllowed)

    let private value =
        parsed "string" (fun text -> if isValue text then Ok text else Result.Error valueAllowed)

    let private operator =
        oneOf [ "In", In; "NotIn", NotIn; "Exists", Exists; "DoesNotExist", DoesNotExist ]

    let private expression: Decoder<Term> =
        fields {
            let! key = required "key" key
            and! operator = required "operator" operator
            and! values = many "values" value

            return
                { Key = key
                  Operator = operator
                  Values = values }
        }
        |> recordThat (fun node term ->
            match term.Operator, term.Values with
            | (In | NotIn), [] ->
                Checked.error
                    (Field(node.Path, "values"))
                    "with the operators `In` and `NotIn` at least one value is needed"
            | (Exists | DoesNotExist), _ :: _ ->
                Checked.error
                    (Field(node.Path, "values"))
                    "with the operators `Exists` and `DoesNotExist` there are no values"
            | _ -> Checked.ok term)

    let private labels (node: Located) (pairs: (string * string) list) =
        pairs
        |> List.map (fun (name, value) ->
            if isKey name then
                Checked.ok
                    { Key = name
                      Operator = In
                      Values = [ value ] }
            else
                Checked.error (Field(node.Path, name)) $"`{name}` is not allowed: {keyAllowed}")
        |> Checked.all

    let private matchLabels: Decoder<Term list> =
        let inner = mapOf value

        { Shape = inner.Shape
          Read = fun node -> inner.Read node |> Checked.bind (labels node) }

    let private fieldsOnly: Decoder<Selector> =
        record (
            fields {
                let! labels = optional "matchLabels" matchLabels |> orElse []
                and! expressions = many "matchExpressions" expression
                return { Terms = labels @ expressions }
            }
        )

    /// A selector of which nothing could be read selects everything: that must not go unsaid.
    let decoder: Decoder<Selector> =
        { Shape = fieldsOnly.Shape
          Read =
            fun node ->
                match fieldsOnly.Read node with
                | Valid(selector, (_ :: _ as ignored)) when selector.Terms.IsEmpty ->
                    Valid(
                        selector,
                        ignored
                        @ [ Finding.warning
                                node.Path
                                "nothing is left of the selector, so it selects every node" ]
                    )
                | read -> read }

    let private holds (tryLabel: string -> string option) term =
        match term.Operator, tryLabel term.Key with
        | In, Some value -> List.contains value term.Values
        | In, None -> false
        | NotIn, Some value -> not (List.contains value term.Values)
        | NotIn, None -> true
        | Exists, label -> label.IsSome
        | DoesNotExist, label -> label.IsNone

    /// Whether a node with these labels is selected.
    let matches tryLabel selector =
        selector.Terms |> List.forall (holds tryLabel)
