/// The result of reading something that a person wrote: a value, or everything that is wrong with it.
/// Nothing here stops at the first error: joining two readings keeps the findings of both.
namespace FrrK8s.Rules

/// Where in an object something stands, as `kubectl explain` and JSON path write it: `spec.bgp.routers[0].asn`.
type JsonPath =
    | Root
    | Field of parent: JsonPath * name: string
    | Item of parent: JsonPath * index: int

    override this.ToString() =
        match this with
        | Root -> ""
        | Field(Root, name) -> name
        | Field(parent, name) -> $"{parent}.{name}"
        | Item(parent, index) -> $"{parent}[{index}]"

module JsonPath =
    /// A field, or the place itself when the field has no name.
    let child parent (field: string) =
        if field.Length = 0 then parent else Field(parent, field)

/// An error refuses the object; a warning says what is ignored or probably not meant.
type Severity =
    | Error
    | Warning

/// One thing to say about one place of an object. `Message` never holds a secret.
type Finding =
    { Severity: Severity
      Path: JsonPath
      Message: string }

/// A value with warnings, or at least one error.
type Checked<'value> =
    | Valid of 'value * Finding list
    | Invalid of Finding list

module Finding =
    let error path message =
        { Severity = Error
          Path = path
          Message = message }

    let warning path message =
        { Severity = Warning
          Path = path
          Message = message }

module Checked =
    let ok value = Valid(value, [])

    let error path message = Invalid [ Finding.error path message ]

    let findings checkedValue =
        match checkedValue with
        | Valid(_, findings) -> findings
        | Invalid findings -> findings

    let map f checkedValue =
        match checkedValue with
        | Valid(value, findings) -> Valid(f value, findings)
        | Invalid findings -> Invalid findings

    /// Adds findings: warnings leave a value valid, an error takes it away.
    let withFindings (more: Finding list) checkedValue =
        match checkedValue with
        | _ when List.isEmpty more -> checkedValue
        | Valid(value, findings) when more |> List.forall (fun finding -> finding.Severity = Warning) ->
            Valid(value, findings @ more)
        | Valid(_, findings) -> Invalid(findings @ more)
        | Invalid findings -> Invalid(findings @ more)

    /// Both values, or the findings of both.
    let zip left right =
        match left, right with
        | Valid(a, []), Valid(b, []) -> Valid((a, b), [])
        | Valid(a, first), Valid(b, second) -> Valid((a, b), first @ second)
        | _ -> Invalid(findings left @ findings right)

    /// A second check that needs the value of the first.
    let bind f checkedValue =
        match checkedValue with
        | Valid(value, []) -> f value
        | Valid(value, findings) ->
            match f value with
            | Valid(result, more) -> Valid(result, findings @ more)
            | Invalid more -> Invalid(findings @ more)
        | Invalid findings -> Invalid findings

    /// All values in their order, or the findings of all.
    let all (values: Checked<'value> list) =
        let found =
            [ for value in values do
                  yield! findings value ]

        let inner =
            [ for value in values do
                  match value with
                  | Valid(inner, _) -> inner
                  | Invalid _ -> () ]

        if inner.Length = values.Length then
            Valid(inner, found)
        else
            Invalid found
