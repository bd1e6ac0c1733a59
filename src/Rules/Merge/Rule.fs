/// A rule: the id under which the specification explains it, the field, the combiner, and the lens to the field.
/// The types of combiner and field are gone from the outside, so that the rules of a record are one list.
namespace FrrK8s.Rules

open FrrK8s.Rules.Combine

/// How the field of a record, as `Field` names it in the CRD, is merged.
type Rule<'record> =
    {
        Id: string
        Field: string
        Combiner: string
        /// What would make a conflict legal; none where claims never conflict.
        Legal: string option
        /// What the record states at a place, by this rule.
        Facts: RuleBook -> FactScope -> Place -> 'record -> Fact list
        /// The last record with this field replaced by the join of the field in all records.
        Join: RuleBook -> 'record list -> 'record -> 'record
    }

/// All rules, one list a record. Nested records are merged by the lists of the same book.
and RuleBook =
    { Node: Rule<NodeConfig> list
      Profile: Rule<BfdProfile> list
      Router: Rule<Router> list
      Neighbor: Rule<Neighbor> list
      Evpn: Rule<EvpnConfig> list
      VniProperties: Rule<VniProperties> list
      L3Vni: Rule<L3Vni> list }

/// What a condition sees: at this place, in this field, something is said that must be said of the item alone.
type Statement =
    { Item: string
      Value: string
      At: Place
      Field: string }

module Rule =
    /// One record that stands for all. The list is never empty: a record is there because somebody wrote it.
    let joinAll (rules: Rule<'record> list) book (records: 'record list) =
        match records with
        | [ single ] -> single
        | _ ->
            (List.head records, rules)
            ||> List.fold (fun joined rule -> rule.Join book records joined)

    let factsOf (rules: Rule<'record> list) book scope place record =
        rules |> List.collect (fun rule -> rule.Facts book scope place record)

    let private build isSecret id field (combiner: Combiner<'value>) get set : Rule<'record> =
        let fact place (struct (item, value)) =
            { Cell =
                { Place = place
                  Rule = id
                  Item = item }
              At = place
              Field = field
              Value = value
              IsSecret = isSecret }

        { Id = id
          Field = field
          Combiner = combiner.Name
          Legal = combiner.Legal
          Facts =
            fun _ scope place record ->
                if scope = Everything || combiner.Legal.IsSome then
                    combiner.Claims(get record) |> List.map (fact place)
                else
                    []
          Join = fun _ records joined -> set (combiner.Join(records |> List.map get)) joined }

    /// A field with a value of its own.
    let rule id field (combiner: Combiner<'value>) get set = build false id field combiner get set

    /// A field whose value is never shown.
    let secret id field (combiner: Combiner<'value>) get set = build true id field combiner get set

    /// States that a record is there, which matters where it says nothing else.
    let private exists id scope place =
        match scope with
        | Contestable -> []
        | Everything ->
            [ { Cell = { Place = place; Rule = id; Item = "" }
                At = place
                Field = ""
                Value = "declared"
                IsSecret = false } ]

    /// Records under keys: equal keys are one record, merged by its own rules.
    let keyed
        id
        field
        (rulesOf: RuleBook -> Rule<'inner> list)
        (placeOf: Place -> 'key -> Place)
        get
        set
        : Rule<'record> =
        { Id = id
          Field = field
          Combiner = "keyed"
          Legal = None
          Facts =
            fun book scope place record ->
                get record
                |> Map.toList
                |> List.collect (fun (key, inner) ->
                    let innerPlace = placeOf place key

                    exists id scope innerPlace @ factsOf (rulesOf book) book scope innerPlace inner)
          Join =
            fun book records joined ->
                let merged =
                    records
                    |> List.collect (fun record -> get record |> Map.toList)
                    |> List.groupBy fst
                    |> List.map (fun (key, group) -> key, joinAll (rulesOf book) book (List.map snd group))

                set (Map.ofList merged) joined }

    /// One record or none: those that are there are merged by their own rules.
    let nested
        id
        field
        (rulesOf: RuleBook -> Rule<'inner> list)
        (placeOf: Place -> Place)
        get
        set
        : Rule<'record> =
        { Id = id
          Field = field
          Combiner = "nested"
          Legal = None
          Facts =
            fun book scope place record ->
                match get record with
                | None -> []
                | Some inner ->
                    let innerPlace = placeOf place

                    exists id scope innerPlace @ factsOf (rulesOf book) book scope innerPlace inner
          Join =
            fun book records joined ->
                match records |> List.choose get with
                | [] -> set None joined
                | present -> set (Some(joinAll (rulesOf book) book present)) joined }

    /// A condition on several fields together: what they state must not contradict itself; it merges nothing.
    let condition id field legal (statements: Place -> 'record -> Statement list) : Rule<'record> =
        { Id = id
          Field = field
          Combiner = "exclusive"
          Legal = Some legal
          Facts =
            fun _ _ place record ->
                statements place record
                |> List.map (fun statement ->
                    { Cell =
                        { Place = place
                          Rule = id
                          Item = statement.Item }
                      At = statement.At
                      Field = statement.Field
                      Value = statement.Value
                      IsSecret = false })
          Join = fun _ _ joined -> joined }
